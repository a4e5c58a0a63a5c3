namespace Catalog.Gateway.AuthorizationServers;

/// <summary>An address was found out to be one that is not asked, when the connection to it was about to open.</summary>
internal sealed class UnfitAddressException(string message) : IOException(message);
