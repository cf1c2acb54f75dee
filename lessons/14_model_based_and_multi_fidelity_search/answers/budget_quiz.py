# %% right: dictionary
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% right: item by item
budget_quiz = {}
budget_quiz["54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes"] = "the same"
budget_quiz["slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes"] = "larger"
budget_quiz["a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become"] = "larger"
budget_quiz["lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is"] = "larger"
budget_quiz["lesson 07: a batch four times as large, as many epochs: the number of steps becomes"] = "smaller"
budget_quiz["lesson 11: an L2 penalty is added: the number of weights that are trained becomes"] = "the same"


# %% right: zip
questions = [
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes",
]
budget_quiz = dict(zip(questions, ["the same", "larger", "larger", "larger", "smaller", "the same"]))


# %% wrong: more starters, more saved
# misconception: A larger tournament is the better bargain.
# caught by: 54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "smaller",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: more starters, more to pay
# misconception: A tournament that costs more costs more in proportion, too.
# caught by: 54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "larger",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: the earlier the better
# misconception: The earliest look is best, since it pays for the most networks.
# caught by: slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "smaller",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: one epoch is one epoch
# misconception: It does not matter when a tournament looks first.
# caught by: slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "the same",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: warm, then quick
# misconception: Warming up makes a study shorter.
# caught by: a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "smaller",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: forty is forty
# misconception: The number of trials is the cost of a study.
# caught by: a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "the same",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: small steps start fast
# misconception: A small rate is ahead at first.
# caught by: lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "smaller",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: who leads wins
# misconception: Whoever leads after one epoch leads at the end.
# caught by: lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "the same",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: more digits, more steps
# misconception: A larger batch makes more steps of the same digits.
# caught by: lesson 07: a batch four times as large, as many epochs: the number of steps becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "larger",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: an epoch is an epoch
# misconception: Every epoch has the same number of steps.
# caught by: lesson 07: a batch four times as large, as many epochs: the number of steps becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "the same",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "the same",
}


# %% wrong: small is gone
# misconception: A penalty takes weights out of the network.
# caught by: lesson 11: an L2 penalty is added: the number of weights that are trained becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "smaller",
}


# %% wrong: a penalty has weights
# misconception: A penalty brings numbers of its own to be trained.
# caught by: lesson 11: an L2 penalty is added: the number of weights that are trained becomes
budget_quiz = {
    "54 networks in place of 27: the tournament's cost as a share of 27 epochs for all becomes": "the same",
    "slow networks, 80 epochs, factor 20: first look at epoch 2, not 1: the mean accuracy becomes": "larger",
    "a study of 40 trials with n_warmup_steps=6 in place of 1: the epochs that it spends become": "larger",
    "lesson 05: the rate that wins after one epoch, beside the one that wins after 20, is": "larger",
    "lesson 07: a batch four times as large, as many epochs: the number of steps becomes": "smaller",
    "lesson 11: an L2 penalty is added: the number of weights that are trained becomes": "larger",
}
