using Catalog.Core.Caching;
using Catalog.Core.Tools;

namespace Catalog.Storage.Catalogs;

/// <summary>What of a tool the definition hash covers, as it is stored: the same for every copy of the tool, whatever server has it. One may be shared by many.</summary>
internal sealed record PreparedDefinition
{
    public required string Name { get; init; }

    /// <summary>The name with the parts of its words.</summary>
    public required string Words { get; init; }

    public required string? Title { get; init; }

    public required string? Description { get; init; }

    /// <summary>The definition hash.</summary>
    public required string Hash { get; init; }

    /// <summary>What it was made from.</summary>
    public required ToolDefinition Source { get; init; }

    /// <summary>The body; null where it is not kept.</summary>
    public required string? Text { get; init; }

    /// <summary>The body, made anew each time where it is not kept.</summary>
    public string Body => Text ?? ToolTexts.BodyOf(Source);

    /// <summary>Tells it from every other: of the hash and the body.</summary>
    public required ContentKey Key { get; init; }

    /// <summary>Makes the texts; takes longer than storing them.</summary>
    /// <param name="definition">The tool.</param>
    /// <param name="hash">Its definition hash; null where it is not known.</param>
    public static PreparedDefinition Of(ToolDefinition definition, string? hash)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var known = hash ?? DefinitionHash.Of(definition);
        var body = ToolTexts.BodyOf(definition);
        return new PreparedDefinition
        {
            Name = definition.Tool,
            Words = SearchText.Words(definition.Tool),
            Title = definition.Title,
            Description = definition.Description,
            Hash = known,
            Source = definition,
            Text = body,
            Key = ContentKey.Of(known, body),
        };
    }
    /// <summary>The same without the body, which whoever knows its key hardly asks for.</summary>
    public PreparedDefinition WithoutText() => this with { Text = null, Source = Source with { Siblings = null, Source = null } };
}
