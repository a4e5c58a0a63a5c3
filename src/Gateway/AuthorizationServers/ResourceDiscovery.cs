namespace Catalog.Gateway.AuthorizationServers;

/// <summary>Finds out which authorization server gives tokens for a server (RFC 9728). Only for a person at hand, for the server could name any.</summary>
internal static class ResourceDiscovery
{
    /// <summary>The issuer, or why there is none, one sentence.</summary>
    public static async Task<(string? Issuer, string? Failure)> FindIssuerAsync(OutgoingCalls calls, Uri resource, bool isPrivate, CancellationToken cancellationToken)
    {
        var root = resource.GetLeftPart(UriPartial.Authority);
        var failure = "";
        foreach (var (place, names) in new (string, string[])[]
        {
            ($"{root}/.well-known/oauth-protected-resource{resource.AbsolutePath.TrimEnd('/')}", [resource.AbsoluteUri, resource.AbsoluteUri.TrimEnd('/')]),
            ($"{root}/.well-known/oauth-protected-resource", [resource.AbsoluteUri, resource.AbsoluteUri.TrimEnd('/'), root, root + "/"]),
        })
        {
            var reply = await calls.GetAsync(new Uri(place), isPrivate, cancellationToken);
            if (!reply.IsSuccess || StrictJson.ObjectOrNull(reply.Body) is not { } document)
            {
                failure = reply.IsSuccess ? "its metadata is no JSON object" : reply.Why;
                continue;
            }

            // INVARIANT: metadata of another resource is of no use here, wherever it was found (RFC 9728, 3.3).
            if (!names.Contains(StrictJson.TextOrNull(document, "resource"), StringComparer.Ordinal))
            {
                failure = "its metadata is for another address";
                continue;
            }

            if (StrictJson.TextsOrNull(document, "authorization_servers") is [{ } issuer, ..])
            {
                return (issuer, null);
            }

            failure = "its metadata names no authorization server";
        }

        return (null, $"the server at {root} does not say which authorization server it trusts ({failure}): write `issuer` in its `oauth`");
    }
}
