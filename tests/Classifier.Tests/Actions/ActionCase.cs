using System.Text.Json.Serialization;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Tests.Actions;

/// <summary>One definition, and the category of each value of the argument that selects the action.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ActionCase
{
    public required string Note { get; init; }

    public required ToolDefinition Tool { get; init; }

    /// <summary>The argument; null where none selects the action.</summary>
    public string? Argument { get; init; }

    /// <summary><c>value: Category</c>, in the order of the schema.</summary>
    public string[] Actions { get; init; } = [];

    /// <summary>The words of the text that a value's verdict must quote, by value.</summary>
    public Dictionary<string, string> Quotes { get; init; } = [];
}
