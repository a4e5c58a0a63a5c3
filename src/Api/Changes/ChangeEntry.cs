using System.Security.Cryptography;
using System.Text;
using Catalog.Api.Shell;
using Catalog.Core.Changes;

namespace Catalog.Api.Changes;

/// <summary>A change in a list.</summary>
/// <param name="Id">Names it for ever, the same in every copy of the catalog: <c>urn:uuid:…</c>.</param>
/// <param name="At">When it was stored.</param>
/// <param name="Run">The crawl that found it; null for an import.</param>
/// <param name="Server">The server's key.</param>
/// <param name="Tool">The tool; null where it is about the server itself.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Says">The same in words.</param>
/// <param name="IsMarked">True where a person should look.</param>
/// <param name="IsBaseline">True where the catalog starts.</param>
/// <param name="Details">What it consists of.</param>
/// <param name="Page">The page of the tool or the server.</param>
internal sealed record ChangeEntry(
    string Id,
    DateTimeOffset At,
    long? Run,
    string Server,
    string? Tool,
    ChangeKind Kind,
    string Says,
    bool IsMarked,
    bool IsBaseline,
    ChangeDetails Details,
    string Page)
{
    public static ChangeEntry Of(CatalogChange change) => new(
        IdOf(change),
        change.At,
        change.Run,
        change.Server.Value,
        change.Tool,
        change.Kind,
        ChangeWords.Of(change),
        change.IsMarked,
        change.IsBaseline,
        change.Details,
        (change.Tool is null || change.Kind == ChangeKind.ToolVanished ? Links.Server(change.Server) : Links.Tool(change.Server, change.Tool)).Value);

    private static string IdOf(CatalogChange change)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{change.Server.Value}\n{change.Tool}\n{change.Kind}\n{change.At.UtcTicks}"));

        // Version 8 of RFC 9562: a name's hash of our own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }
}
