"""A random generator that gives the same numbers in whatever order one draws."""

import numpy as np


class StreamsByShape(np.random.RandomState):
    """A RandomState with a stream of normal numbers of its own for each shape.

    So first weights do not depend on which layer is drawn first, nor on what is drawn
    besides; with it `initialize` is tested, for which any order is right.
    """

    def __init__(self, seed: int):
        super().__init__(seed)
        self._seed, self._streams = seed, {}

    def standard_normal(self, size=None):
        """Return an array of that size, mean 0 and standard deviation 1."""
        shape = () if size is None else tuple(int(n) for n in np.atleast_1d(size))
        if shape not in self._streams:
            self._streams[shape] = np.random.RandomState((self._seed, *shape))
        return self._streams[shape].standard_normal(size)

    def randn(self, *shape):
        """Return an array of that shape, mean 0 and standard deviation 1."""
        return self.standard_normal(shape or None)

    def normal(self, loc=0.0, scale=1.0, size=None):
        """Return an array of that size with mean loc and standard deviation scale."""
        return loc + scale * self.standard_normal(size)

    def get_state(self, legacy=True):
        """Return the state; not in the old form, those of the shapes are added."""
        state = super().get_state(legacy)
        if legacy:
            return state
        streams = {str(k): v.get_state(False) for k, v in self._streams.items()}
        return {**state, "streams": streams}
