"""The bodies of requests and answers, one module per noun, as the SDK's strict models want them."""
