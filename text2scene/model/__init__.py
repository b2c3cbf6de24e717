"""The network: integers and tensors in, logits out; it knows neither text nor Scene."""
