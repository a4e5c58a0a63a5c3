using System.Security.Cryptography;
using System.Text;
using Catalog.Core.Grants;

namespace Catalog.Gateway.Tests.Running;

/// <summary>Grants for tests: the token is the id.</summary>
internal static class MadeGrants
{
    public static Grant Of(string token, IReadOnlyList<string> servers, string? policy = "a") => new()
    {
        Id = token,
        Label = token,
        TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        Servers = servers,
        Policy = policy,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
