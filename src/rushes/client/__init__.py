"""The SDK: `Client` and `AsyncClient` speak to any server of this wire."""
