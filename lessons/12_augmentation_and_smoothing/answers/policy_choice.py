# %% right: what parcels do, and a larger rate
policy_choice = {
    "shift": 2,
    "rotation": 40,
    "flip": 0,
    "label_smoothing": 0,
    "lr": 0.008,
    "predicted_accuracy": 0.76,
}

# %% right: a bit more moving, less turning, and some smoothing
policy_choice = dict(shift=3, rotation=35.0, flip=0.0, label_smoothing=0.2, lr=0.006, predicted_accuracy=0.77)

# %% right: from a search of the rate
import numpy

tried = numpy.array([0.003, 0.01, 0.02])
policy_choice = {"shift": numpy.int64(2), "rotation": numpy.float64(45)}
policy_choice["flip"] = 0.0
policy_choice["label_smoothing"] = 0.1
policy_choice["lr"] = tried[1]
policy_choice["predicted_accuracy"] = torch.tensor(0.75)

# %% wrong: as it was
# misconception: The digits that one has are enough to read others.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 0, "rotation": 0, "flip": 0, "label_smoothing": 0, "lr": 0.001, "predicted_accuracy": 0.42}

# %% wrong: only a larger rate
# misconception: A network that reads badly has not learned enough.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 0, "rotation": 0, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.42}

# %% wrong: mirrored as well, since more is better
# misconception: A transform that helps with photos helps with digits.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 2, "rotation": 40, "flip": 0.5, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.66}

# %% wrong: everything to its end
# misconception: The stronger the augmentation, the better.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 4, "rotation": 90, "flip": 0.5, "label_smoothing": 0.5, "lr": 0.008, "predicted_accuracy": 0.48}

# %% wrong: turned all the way round
# misconception: A digit is the same digit from every side.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
policy_choice = {"shift": 2, "rotation": 180, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.5}

# %% wrong: turned by a right angle
# misconception: Turning does no harm as long as no six becomes a nine.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 2, "rotation": 90, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.68}

# %% wrong: smoothing of 0.9
# misconception: If a little smoothing is good, much of it is better.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
policy_choice = {"shift": 2, "rotation": 40, "flip": 0, "label_smoothing": 0.9, "lr": 0.008, "predicted_accuracy": 0.76}

# %% wrong: smoothing alone
# misconception: Label smoothing does what augmentation does.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 0, "rotation": 0, "flip": 0, "label_smoothing": 0.1, "lr": 0.003, "predicted_accuracy": 0.42}

# %% wrong: the policy with the rate that was there before
# misconception: Augmentation leaves the best learning rate and the number of steps where they were.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 2, "rotation": 40, "flip": 0, "label_smoothing": 0, "lr": 0.001, "predicted_accuracy": 0.64}

# %% wrong: turned, not moved
# misconception: Any augmentation makes a network robust.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 0, "rotation": 40, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.51}

# %% wrong: moved, not turned
# misconception: One transform stands for all of them.
# caught by: accuracy on new seeds and digits
policy_choice = {"shift": 2, "rotation": 0, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.63}

# %% wrong: predicted for digits as they are
# misconception: Distorted digits are read as well as those that lie in the middle.
# caught by: predicted_accuracy
policy_choice = {"shift": 2, "rotation": 40, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.88}

# %% wrong: percent
# misconception: An accuracy is a number of percent.
# caught by: every entry is there and in its range
# caught by: predicted_accuracy
policy_choice = {"shift": 2, "rotation": 40, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 76}

# %% wrong: strengths as shares of the picture
# misconception: Every strength is a share between 0 and 1.
# caught by: every entry is there and in its range
# caught by: accuracy on new seeds and digits
# caught by: predicted_accuracy
policy_choice = {"shift": 0.07, "rotation": 0.22, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.76}

# %% wrong: a policy for the validation digits
# misconception: The digits that judge are altered as the choice says.
# caught by: every entry is there and in its range
policy_choice = {"shift": 2, "rotation": 40, "flip": 0, "label_smoothing": 0, "lr": 0.008, "predicted_accuracy": 0.76, "validation_shift": 0}
