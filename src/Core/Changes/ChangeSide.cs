using System.Text.Json.Serialization;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Core.Changes;

/// <summary>A server or a tool before or after a change. Members that did not change, besides category and risk, are null.</summary>
public sealed record ChangeSide
{
    /// <summary>The category; null for a server.</summary>
    public Category? Category { get; init; }

    /// <summary>The risk; of a server the worst of its tools, null where it has none.</summary>
    public Risk? Risk { get; init; }

    /// <summary>The exposure, where it changed.</summary>
    [JsonConverter(typeof(LowerCaseEnumConverter<Exposure>))]
    public Exposure? Exposure { get; init; }

    /// <summary>The title, where it changed; empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>The description, where it changed; empty for none.</summary>
    public string? Description { get; init; }

    /// <summary>The definition's hash; null for a server.</summary>
    public string? Definition { get; init; }

    /// <summary>What judged it; null for a server.</summary>
    public string? Classifier { get; init; }

    /// <summary>How many tools a server has; null for a tool.</summary>
    public int? Tools { get; init; }
}
