# Right and wrong answers, as people write them: see docs/add-a-lesson.md.

# %% right: copysign
### shrunk ###
return np.copysign(np.clip(np.abs(w) - t, 0, None), w)
### given return ###

# %% right: half of the sum
### shrunk = np.sign(w) * np.maximum(np.abs(w) - t, 0) => size = np.abs(w) - t ###
### shrunk => np.sign(w) * (size + np.abs(size)) / 2 ###

# %% right: mask times
### shrunk ###
return (np.abs(w) > t) * (w - t * np.sign(w))
### given return ###

# %% right: minus clip
### shrunk ###
return w - np.clip(w, -t, t)
### given return ###

# %% right: select
### shrunk ###
return np.select([w > t, w < -t], [w - t, w + t], 0.0)
### given return ###

# %% right: shrink factor
### shrunk ###
return w * np.maximum(1 - t / np.abs(w), 0)
### given return ###

# %% right: two relus
### shrunk ###
return np.maximum(w - t, 0) - np.maximum(-w - t, 0)
### given return ###

# %% right: where twice
### shrunk ###
return np.where(w > t, w - t, np.where(w < -t, w + t, 0))
### given return ###

# %% wrong: sign-lost
# says: every entry comes out positive. What should become of −3?
### shrunk ###
return np.maximum(np.abs(w) - t, 0)
### given return ###

# %% wrong: not-stopped-at-zero
# says: entries smaller than t go past zero and come out on the other side. Where
#   are they to stop?
### shrunk ###
return np.sign(w) * (np.abs(w) - t)
### given return ###

# %% wrong: max-against-t
# says: what is left is compared with t. Which is the smallest size that an entry
#   may have in the end?
### shrunk ###
return np.sign(w) * np.maximum(np.abs(w) - t, t)
### given return ###

# %% wrong: hard-threshold
# says: small entries go to zero, but the large ones keep their size (a hard
#   threshold). What do the large ones lose?
### shrunk ###
return w * (np.abs(w) >= t)
### given return ###

# %% wrong: absolute-value-forgotten
# says: every negative entry becomes zero. Is its size compared with t, or the entry
#   itself?
# part: absolute value
### shrunk ###
return np.maximum(w - t, 0)
### given return ###

# %% wrong: minimum-for-maximum
# says: the large entries become zero and the small ones do not. Of which two
#   numbers is the smaller one kept?
### shrunk ###
return np.sign(w) * np.minimum(np.abs(w) - t, 0)
### given return ###

# %% wrong: t-added
# says: the entries grow by t. Which way is zero?
### shrunk ###
return np.sign(w) * np.maximum(np.abs(w) + t, 0)
### given return ###

# %% wrong: clipped-to-t
# says: entries are cut down to t. Is that what the threshold leaves, or what it
#   takes away?
### shrunk ###
return np.clip(w, -t, t)
### given return ###

# %% wrong: turned-round
# says: the difference is the wrong way round: small entries come out large. What is
#   to be taken from what?
### np.abs(w) - t => t - np.abs(w) ###

# %% wrong: times-w
# says: what is left is multiplied by the entry itself. Which part of the entry
#   tells the direction?
### shrunk ###
return w * np.maximum(np.abs(w) - t, 0)
### given return ###

# %% wrong: nothing-taken-away
# says: the entries keep their size. Where does t come in?
### maximum(np.abs(w) - t, 0) => abs(w) ###

# %% wrong: divided
# says: the entries are divided by 1 + t: that is the answer for the L2 penalty. Can
#   an entry become zero like that?
### shrunk ###
return w / (1 + t)
### given return ###

# %% wrong: always-to-the-left
# says: negative entries move away from zero. Which way should they go?
### shrunk ###
return np.where(np.abs(w) > t, w - t, 0)
### given return ###

# %% wrong: subtracted-from-all
# says: negative entries move away from zero, and small ones past it. Does every
#   entry go the same way?
### shrunk ###
return w - t
### given return ###

# %% wrong: share-taken-away
# says: each entry loses a share of itself. Does the price of a unit depend on how
#   large the entry is?
### shrunk ###
return w * (1 - t)
### given return ###

# %% wrong: negative-entries-stay
# says: only positive entries shrink. What is to happen to negative ones?
### shrunk ###
return np.where(w > t, w - t, np.where(w > 0, 0, w))
### given return ###

# %% wrong: max-for-maximum
# says: one entry decides for all: np.max looks for the largest, and takes the 0 as an
#   axis. What is each entry to be compared with?
### np.maximum(np.abs(w) - t, 0) => np.max(np.abs(w) - t, 0) ###

# %% wrong: flat
### shrunk ###
return (np.sign(w) * np.maximum(np.abs(w) - t, 0)).ravel()
### given return ###

# %% wrong: hard
### shrunk ###
return np.where(np.abs(w) > t, w, 0)
### given return ###

# %% wrong: printed
### shrunk ###
print(np.sign(w) * np.maximum(np.abs(w) - t, 0))
### given return ###

# %% wrong: python-max
### shrunk ###
return np.sign(w) * max(np.abs(w) - t, 0)
### given return ###

# %% wrong: size-of-the-largest
### shrunk ###
return np.sign(w) * np.maximum(np.max(np.abs(w)) - t, 0)
### given return ###

# %% wrong: whole-numbers
### shrunk ###
return np.sign(w) * np.maximum(np.abs(w) - t, 0).astype(int)
### given return ###

# %% wrong: all-others-pushed-up
# says: every entry that is not above t moves up, small ones too. Which entries should
#   end at zero?
### shrunk ###
return np.where(w > t, w - t, w + t)
### given return ###
