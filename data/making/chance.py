"""The dice: the same numbers on every machine and every Python 3."""

import math
import random
from statistics import NormalDist

SEED = "redprop 2022"


class Chance:
    """A stream of chance of its own for each name, so that nothing disturbs anything else."""

    def __init__(self, *name):
        self.random = random.Random("|".join((SEED, *map(str, name)))).random

    def normal(self, mean=0.0, sd=1.0):
        """Draw from the normal curve."""
        return mean + sd * NormalDist().inv_cdf(min(max(self.random(), 1e-12), 1 - 1e-12))

    def gamma(self, shape):
        """Draw from a gamma distribution of mean 1 and whole shape: a sum of exponentials."""
        return -sum(math.log(1 - self.random()) for _ in range(shape)) / shape

    def poisson(self, mean):
        """Draw a count: how many exponential steps fit into `mean`."""
        count, left = 0, mean + math.log(1 - self.random())
        while left > 0:
            left += math.log(1 - self.random())
            count += 1
        return count

    def hits(self, tries, share):
        """Draw how many of so many tries hit."""
        return sum(self.random() < share for _ in range(tries))

    def pick(self, things):
        """Draw one of several."""
        return things[int(self.random() * len(things))]

    def shuffled(self, things):
        """Put things in a random order."""
        order = sorted((self.random(), index) for index in range(len(things)))
        return [things[index] for _, index in order]


def word(draw, *cuts):
    """Read a draw from 0 to 1 against words in order, each with its share of 100."""
    left = draw * 100
    for name, share in cuts:
        left -= share
        if left < 0:
            return name
    return cuts[-1][0]
