"""Learning and measuring: data sets, losses, the trainer, metrics and baselines."""
