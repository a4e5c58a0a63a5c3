using System.Text.Json;

namespace Catalog.Gateway.AuthorizationServers;

/// <summary>Finds out what an authorization server says of itself: by RFC 8414, then by OpenID Connect Discovery.</summary>
internal static class ServerDiscovery
{
    /// <summary>The places where the metadata of an issuer may stand, in the order in which they are asked.</summary>
    public static IReadOnlyList<Uri> PlacesOf(Uri issuer)
    {
        var root = issuer.GetLeftPart(UriPartial.Authority);
        var path = issuer.AbsolutePath.TrimEnd('/');
        Uri[] all =
        [
            new($"{root}/.well-known/oauth-authorization-server{path}"),
            new($"{root}/.well-known/openid-configuration{path}"),
            new($"{root}{path}/.well-known/openid-configuration"),
        ];
        return [.. all.Distinct()];
    }

    /// <summary>The metadata of an issuer, or why there is none.</summary>
    /// <param name="calls">Asks.</param>
    /// <param name="issuer">The issuer as configured; the document must name it letter by letter.</param>
    /// <param name="isPrivate">Whether it may stand at private addresses.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<(ServerMetadata? Metadata, string? Failure)> FindAsync(OutgoingCalls calls, string issuer, bool isPrivate, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address) || OutgoingCalls.ProblemOrNull(address, isPrivate) is not null)
        {
            return (null, "its issuer is no fit address");
        }

        var failure = "";
        foreach (var place in PlacesOf(address))
        {
            var reply = await calls.GetAsync(place, isPrivate, cancellationToken);
            if (!reply.IsSuccess)
            {
                failure = reply.Why;
                if (reply.Failure is not null)
                {
                    break;
                }

                continue;
            }

            if (StrictJson.ObjectOrNull(reply.Body) is not { } document)
            {
                return (null, "its metadata is no JSON object");
            }

            // INVARIANT: a document that names another issuer is of another server, wherever it was found (RFC 8414, 3.3).
            return StrictJson.TextOrNull(document, "issuer") == issuer
                ? (Read(issuer, document, isPrivate), null)
                : (null, "its metadata names another issuer");
        }

        return (null, failure);
    }

    private static ServerMetadata Read(string issuer, JsonElement document, bool isPrivate)
    {
        return new ServerMetadata(
            issuer,
            AddressOrNull("jwks_uri"),
            AddressOrNull("token_endpoint"),
            AddressOrNull("authorization_endpoint"),
            AddressOrNull("registration_endpoint"),
            StrictJson.TextsOrNull(document, "token_endpoint_auth_methods_supported"),
            StrictJson.TextsOrNull(document, "code_challenge_methods_supported"),
            document.TryGetProperty("authorization_response_iss_parameter_supported", out var names) && names.ValueKind == JsonValueKind.True);

        Uri? AddressOrNull(string name) =>
            Uri.TryCreate(StrictJson.TextOrNull(document, name), UriKind.Absolute, out var address) && OutgoingCalls.ProblemOrNull(address, isPrivate) is null ? address : null;
    }
}
