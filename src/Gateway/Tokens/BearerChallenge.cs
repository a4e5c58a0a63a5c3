using System.Text;

namespace Catalog.Gateway.Tokens;

/// <summary>The value of <c>WWW-Authenticate</c> (RFC 6750, RFC 9728).</summary>
internal static class BearerChallenge
{
    /// <summary>Where nothing but grants of the gateway's own is taken.</summary>
    public const string Plain = "Bearer";

    /// <param name="metadata">Where the endpoint's metadata stands.</param>
    /// <param name="error"><c>invalid_token</c> or <c>insufficient_scope</c>; null where no token was shown.</param>
    /// <param name="scopes">What is missing; empty where nothing is to be said.</param>
    public static string Of(string metadata, string? error, IReadOnlyList<string> scopes)
    {
        var text = new StringBuilder("Bearer ");
        if (error is not null)
        {
            text.Append("error=\"").Append(error).Append("\", ");
        }

        if (scopes.Count > 0)
        {
            text.Append("scope=\"").AppendJoin(' ', scopes).Append("\", ");
        }

        return text.Append("resource_metadata=\"").Append(metadata).Append('"').ToString();
    }
}
