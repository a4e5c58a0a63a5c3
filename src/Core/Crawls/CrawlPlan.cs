using System.Security.Cryptography;
using System.Text;

namespace Catalog.Core.Crawls;

/// <summary>What a crawl was asked to do: whoever asks for the same while it is not finished joins it.</summary>
public sealed record CrawlPlan
{
    /// <summary>The sources and servers named, as <see cref="Sources.SourceReference"/> writes them; in any order, each once.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>True where running servers are asked too: only a worker that is allowed to do so helps with it.</summary>
    public bool Introspect { get; init; }

    /// <summary>True where what has not changed is read again.</summary>
    public bool Anew { get; init; }

    /// <summary>Equal for plans that ask for the same, 64 hexadecimal digits.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{(Introspect ? "introspect" : "")}\n{(Anew ? "anew" : "")}\n{string.Join('\n', References.Order(StringComparer.Ordinal))}")));
}
