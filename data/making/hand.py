"""The two real estates by hand: ordinary findings, made up so that the published results of 2022Q2 come out.

Only litter, posters, parking, lamps and the like: no fire finding, no accident, no veto, no gap.
"""

from making.held import FURONG, PENGLAI

# Never drawn for the two real estates, in no quarter.
NEVER_FOUND = {
    "cable_charging", "no_care_log", "gate_patrol", "fire_defects", "fire_panel_fault", "fire_access", "lifts",
}  # fmt: skip

# Industry, two visits: the places where something was found, in lots. Marks lost, of 60, in this order:
#   蓬莱花园  1st: 0.7 0.2 0.4 1 0.5 1.25 1.5 1 0.5 0.75 0.2 0.25 0.25 0.5 0.5, together 9.5;
#                  lamps 0.5, cameras 0.2, ports 0.5, one of ten not closed 0.3: 11.0, earns 49.0
#             2nd: 0.4 0.2 0.2 0.75 0.5 0.75 1 0.5 0.5 0.5, together 5.3; ports 0.5: 5.8, earns 54.2
#             (49.0 + 54.2) / 2 = 51.6 = 86.00 of 100
#   芙蓉公寓  1st: 0.6 0.4 0.75 0.25 0.75 1 0.5 0.5 0.25, together 5.0;
#                  lamps 0.5, ports 0.5, one of ten not closed 0.3: 6.3, earns 53.7
#             2nd: 0.4 0.2 0.2 0.5 0.25 0.5 0.5 0.5 0.5 0.25 0.2, together 4.0; ports 0.5: 4.5, earns 55.5
#             (53.7 + 55.5) / 2 = 54.6 = 91.00 of 100
FOUND = {
    (PENGLAI, 1): {
        "posters": (4, 2, 1), "graffiti": (1,), "drying": (1, 1), "cleaning": (2, 1, 1), "waste": (1, 1),
        "stairwell_clutter": (2, 1, 1, 1), "motor_parking": (2, 1), "bikes_astray": (2,), "garden_damage": (1,),
        "bare_patches": (1,), "uncared_plants": (2,), "uniforms": (1,), "party_visibility": (1,),
        "service_list": (1,), "fitness": (1,), "roads_drains": (1,),
    },
    (PENGLAI, 2): {
        "posters": (2, 1, 1), "graffiti": (1,), "drying": (1,), "cleaning": (2, 1), "waste": (1, 1),
        "stairwell_clutter": (1, 1, 1), "motor_parking": (1, 1), "bikes_astray": (1,), "uncared_plants": (1, 1),
        "fitness": (1,),
    },
    (FURONG, 1): {
        "posters": (3, 2, 1), "drying": (2,), "cleaning": (1, 1, 1), "waste": (1,), "stairwell_clutter": (2, 1),
        "motor_parking": (1, 1), "bikes_astray": (1,), "bare_patches": (1,), "uncared_plants": (1,),
        "party_visibility": (1,),
    },
    (FURONG, 2): {
        "posters": (2, 1, 1), "graffiti": (1,), "drying": (1,), "cleaning": (1, 1), "waste": (1,),
        "stairwell_clutter": (1, 1), "motor_parking": (1,), "bikes_astray": (1,), "bare_patches": (2,),
        "party_visibility": (1,), "uniforms": (1,),
    },
}  # fmt: skip
COUNTED = (
    "lamps_checked", "lamps_on", "cameras_checked", "cameras_on", "charging_ports", "findings_checked",
    "findings_closed",
)  # fmt: skip
COUNTS = {
    (PENGLAI, 1): (60, 58, 80, 75, 96, 10, 9),  # 96.67%: -0.5; 93.75%: -0.2; 6.4 a hundred: 1.5 of 2; 2.7 of 3
    (PENGLAI, 2): (60, 59, 80, 76, 96, 10, 10),  # 98.33% and just 95%, both full; 1.5; 3
    (FURONG, 1): (60, 58, 60, 57, 100, 10, 9),  # -0.5; just 95%; 8 a hundred: 1.5; 2.7
    (FURONG, 2): (60, 59, 60, 58, 100, 10, 10),
}

# City, of 42 marks, findings, then lamps and cameras, then the gap to the self-assessment:
#   蓬莱花园  0.25 1.5 1 0.5 0.75 0.25 0.5, cameras 0.2, gap 0.5, together 5.45: earns 36.55 = 87.02
#   芙蓉公寓  0.25 0.5 0.5 0.5 0.25 0.25, lamps 0.5, cameras 0.2, together 2.95: earns 39.05 = 92.98
CITY = {
    PENGLAI: (
        {"party_visibility": 1, "motor_parking": 3, "stairwell_clutter": 4, "garden_damage": 1, "cleaning": 3,
         "uncared_plants": 1, "fitness": 1},
        (60, 60, 80, 75), "5.5",
    ),
    FURONG: (
        {"party_visibility": 1, "motor_parking": 1, "stairwell_clutter": 2, "cleaning": 2, "bare_patches": 1,
         "uncared_plants": 1},
        (60, 58, 60, 56), "2.0",
    ),
}  # fmt: skip

# Owners: respondents, then for each block of questions how many do not know, and the mean of the rest.
#   蓬莱花园  6 x 3.25/4 + 3 x 3.1/4 + 2 x (3.15 + 3.2 + 3.25)/4 = 4.875 + 2.325 + 4.8 = 12 of 15 = 80.00
#   芙蓉公寓  6 x 3.5/4 + 3 x 3.4/4 + 2 x (3.45 + 3.4 + 3.5)/4 = 5.25 + 2.55 + 5.175 = 12.975 of 15 = 86.50
BLOCKS = ((1,), (2, 3, 4), (5, 6, 7), (8, 9), (10, 11))
OWNERS = {
    PENGLAI: (60, ((0, 4.25), (0, 4.1), (0, 4.15), (10, 4.2), (8, 4.25))),
    FURONG: (80, ((0, 4.5), (0, 4.4), (0, 4.45), (5, 4.4), (2, 4.5))),
}

# District, of 24 marks, in the order of the sheet's columns; 2022Q2:
#   蓬莱花园  24 of 25 buildings 0.96, 276 h for 1500 households = 18.4 a hundred 1.84, repairs 231/250 = 92.4% 2.6,
#             tasks 24/25 1.92, parking 1.5, appraisal 0.5, all else full: 24 - 1.68 = 22.32 = 93.00
#   芙蓉公寓  18 of 20 buildings 0.9, 225 h for 1250 = 18 a hundred 1.8, repairs 188/200 = 94% 2.8, tasks 9/10 1.8,
#             parking 1.5, all else full: 24 - 1.2 = 22.8 = 95.00
# The printed marks blend, by hand, to the printed scores:
#   蓬莱花园  (50 x 86.00 + 20 x 80.00 + 15 x 93.00 + 15 x 87.02) / 100 = 86.003 = 86.00
#   芙蓉公寓  (50 x 91.00 + 20 x 86.50 + 15 x 95.00 + 15 x 92.98) / 100 = 90.997 = 91.00
DISTRICT = (
    "party_organisation", "meetings_held", "cross_posts", "buildings_claimed", "volunteer_hours_total",
    "volunteers_registered", "pairing", "party_plus", "repairs_asked", "repaired_in_time", "complaints_received",
    "complaints_closed", "special_tasks_given", "special_tasks_done", "parking_supply", "storm_snow",
    "internal_appraisal",
)  # fmt: skip
SHEETS = {
    ("2022Q1", PENGLAI): "正常活动 3 两项 22 241 21 有 齐全 238 219 25 24 20 19 方案已实施 符合 不齐",
    ("2022Q1", FURONG): "正常活动 3 两项 17 210 16 有 齐全 215 201 15 15 12 11 方案已实施 符合 齐全",
    ("2022Q2", PENGLAI): "正常活动 3 两项 24 276 24 有 齐全 250 231 20 20 25 24 方案已实施 符合 不齐",
    ("2022Q2", FURONG): "正常活动 4 两项 18 225 16 有 齐全 200 188 12 12 10 9 方案已实施 符合 齐全",
}
