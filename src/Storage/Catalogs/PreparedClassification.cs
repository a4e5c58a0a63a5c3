using System.Text.Json;
using Catalog.Core.Caching;
using Catalog.Core.Classifications;
using Catalog.Core.Servers;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>What is said of a definition, as it is stored: the same for most copies of a tool. One may be shared by many.</summary>
internal sealed record PreparedClassification
{
    /// <summary>What it was made from: without the caller's id, and without the server where that is said to be the one that has the tool.</summary>
    public required Classification Source { get; init; }

    /// <summary>The body; null where it is not kept.</summary>
    public required string? Text { get; init; }

    /// <summary>Without the server, where that is said to be the one that has the tool; made anew each time where it is not kept.</summary>
    public string Body => Text ?? ToolTexts.Write(Source);

    /// <summary>Whether it says the key of the server that has the tool; see <see cref="TextOf"/>.</summary>
    public required bool NamesServer { get; init; }

    public required string Category { get; init; }

    public required string Risk { get; init; }

    public required bool Review { get; init; }

    public required string Classifier { get; init; }

    public required IReadOnlyList<string> Facets { get; init; }

    /// <summary>Tells it from every other.</summary>
    public required ContentKey Key { get; init; }

    /// <summary>Makes the texts; takes longer than storing them. The caller's id is left out.</summary>
    /// <param name="classification">The classification.</param>
    /// <param name="server">The server that has the tool.</param>
    public static PreparedClassification Of(Classification classification, ServerKey server)
    {
        ArgumentNullException.ThrowIfNull(classification);
        ArgumentNullException.ThrowIfNull(server);
        var namesServer = string.Equals(classification.Server, server.Value, StringComparison.Ordinal);
        var source = classification with { Id = null, Server = namesServer ? null : classification.Server };
        var body = ToolTexts.Write(source);
        var (category, risk) = (classification.Category.ToString(), classification.Risk.ToString());
        return new PreparedClassification
        {
            Source = source,
            Text = body,
            NamesServer = namesServer,
            Category = category,
            Risk = risk,
            Review = classification.Review,
            Classifier = classification.Classifier,
            Facets = [.. classification.Facets.Distinct().Select(FacetIds.Of)],
            Key = KeyOf(category, risk, classification.Classifier, namesServer, body),
        };
    }

    /// <summary>The key of a classification that is written already.</summary>
    public static ContentKey KeyOf(string category, string risk, string classifier, bool namesServer, string body) => ContentKey.Of(category, risk, classifier, namesServer ? "1" : "0", body);

    /// <summary>The same without the body, which whoever knows its key hardly asks for.</summary>
    public PreparedClassification WithoutText() => this with { Text = null };

    /// <summary>The whole text again.</summary>
    /// <param name="server">The server that has the tool.</param>
    public string TextOf(ServerKey server) => NamesServer ? $"{FrontOf(server)}{Body.AsSpan(1)}" : Body;

    /// <summary>How a text begins that says the key of the server that has the tool, up to its next member.</summary>
    public static string FrontOf(ServerKey server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return $"{{\"server\":{JsonSerializer.Serialize(server.Value, ToolDefinitionJson.Options)},";
    }
}
