# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: copysign
# np.copysign.
### shrunk ###
return np.copysign(np.clip(np.abs(w) - t, 0, None), w)
### given return ###

# %% right: half of the sum
# Half of the sum of absolute value and difference.
### shrunk ###
size = np.abs(w) - t
### given return ###
return np.sign(w) * (size + np.abs(size)) / 2

# %% right: mask times
# A mask of 0 and 1.
### shrunk ###
return (np.abs(w) > t) * (w - t * np.sign(w))
### given return ###

# %% right: minus clip
# What is taken away is w, clipped to t.
### shrunk ###
return w - np.clip(w, -t, t)
### given return ###

# %% right: select
# np.select.
### shrunk ###
return np.select([w > t, w < -t], [w - t, w + t], 0.0)
### given return ###

# %% right: shrink factor
# A factor between 0 and 1.
### shrunk ###
return w * np.maximum(1 - t / np.abs(w), 0)
### given return ###

# %% right: two relus
# One relu for each sign.
### shrunk ###
return np.maximum(w - t, 0) - np.maximum(-w - t, 0)
### given return ###

# %% right: where twice
# Three cases.
### shrunk ###
return np.where(w > t, w - t, np.where(w < -t, w + t, 0))
### given return ###

# %% wrong: sign-lost
# says: the sign is lost: every entry comes out positive.
# The sign is lost.
### shrunk ###
return np.maximum(np.abs(w) - t, 0)
### given return ###

# %% wrong: not-stopped-at-zero
# says: entries smaller than t go past zero and come out on the other side. Where
#   are they to stop?
# No maximum with 0.
### shrunk ###
return np.sign(w) * (np.abs(w) - t)
### given return ###

# %% wrong: max-against-t
# says: what is left is compared with t. Which is the smallest size that an entry
#   may have in the end?
# The maximum with t.
### shrunk ###
return np.sign(w) * np.maximum(np.abs(w) - t, t)
### given return ###

# %% wrong: hard-threshold
# says: small entries go to zero, but the large ones keep their size (a hard
#   threshold). What do the large ones lose?
# A hard threshold, by multiplying.
### shrunk ###
return w * (np.abs(w) >= t)
### given return ###

# %% wrong: absolute-value-forgotten
# says: every negative entry becomes zero. Is its size compared with t, or the entry
#   itself?
# part: absolute value
# A relu moved by t.
### shrunk ###
return np.maximum(w - t, 0)
### given return ###

# %% wrong: minimum-for-maximum
# says: the large entries become zero and the small ones do not: the smaller of two
#   numbers is kept, where the larger is meant.
# The minimum for the maximum.
### shrunk ###
return np.sign(w) * np.minimum(np.abs(w) - t, 0)
### given return ###

# %% wrong: t-added
# says: the entries grow by t; they are to shrink.
# The size grows.
### shrunk ###
return np.sign(w) * np.maximum(np.abs(w) + t, 0)
### given return ###

# %% wrong: clipped-to-t
# says: entries are cut down to t: this is what the threshold takes away, not what
#   it leaves.
# Clipped to t.
### shrunk ###
return np.clip(w, -t, t)
### given return ###

# %% wrong: turned-round
# says: the difference is the wrong way round: small entries come out large. What is
#   to be taken from what?
shrunk = np.sign(w) * np.maximum(t - np.abs(w), 0)  # closer to zero

# %% wrong: times-w
# says: what is left is multiplied by the entry itself. Which part of the entry
#   tells the direction?
# Multiplied by w in the place of its sign.
### shrunk ###
return w * np.maximum(np.abs(w) - t, 0)
### given return ###

# %% wrong: nothing-taken-away
# says: the entries keep their size. Where does t come in?
shrunk = np.sign(w) * np.abs(w)  # closer to zero

# %% wrong: divided
# says: the entries are divided by 1 + t, as the L2 penalty does it. L1 takes the
#   same amount from each.
# The division of L2.
### shrunk ###
return w / (1 + t)
### given return ###

# %% wrong: always-to-the-left
# says: t is subtracted from negative entries, too, so that they move away from
#   zero.
# t subtracted from all.
### shrunk ###
return np.where(np.abs(w) > t, w - t, 0)
### given return ###

# %% wrong: subtracted-from-all
# says: t is subtracted from every entry, so that negative ones move away from zero
#   and small ones past it.
# t subtracted from all, and no zeros.
### shrunk ###
return w - t
### given return ###

# %% wrong: share-taken-away
# says: each entry loses a share of itself. L1 takes the same amount from each.
# A share is taken away.
### shrunk ###
return w * (1 - t)
### given return ###

# %% wrong: negative-entries-stay
# says: only positive entries shrink. What is to happen to negative ones?
# Negative entries stay.
### shrunk ###
return np.where(w > t, w - t, np.where(w > 0, 0, w))
### given return ###

# %% wrong: flat
# Another shape.
### shrunk ###
return (np.sign(w) * np.maximum(np.abs(w) - t, 0)).ravel()
### given return ###

# %% wrong: hard
# A hard threshold.
### shrunk ###
return np.where(np.abs(w) > t, w, 0)
### given return ###

# %% wrong: printed
# Printed and not returned.
### shrunk ###
print(np.sign(w) * np.maximum(np.abs(w) - t, 0))
### given return ###

# %% wrong: python-max
# Python's max does not work entry by entry.
### shrunk ###
return np.sign(w) * max(np.abs(w) - t, 0)
### given return ###

# %% wrong: size-of-the-largest
# One size for all.
### shrunk ###
return np.sign(w) * np.maximum(np.max(np.abs(w)) - t, 0)
### given return ###

# %% wrong: whole-numbers
# Rounded to whole numbers.
### shrunk ###
return np.sign(w) * np.maximum(np.abs(w) - t, 0).astype(int)
### given return ###
