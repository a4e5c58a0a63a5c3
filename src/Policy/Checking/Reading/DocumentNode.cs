using System.Text.Json;

namespace Catalog.Policy.Checking.Reading;

/// <summary>One value of a document and where it stands.</summary>
internal sealed class DocumentNode
{
    internal required JsonValueKind Kind { get; init; }

    /// <summary>The JSON Pointer of the value.</summary>
    internal required string Pointer { get; init; }

    /// <summary>The offset of its first byte.</summary>
    internal required int Start { get; init; }

    /// <summary>Its text as written.</summary>
    internal ReadOnlyMemory<byte> Raw { get; set; }

    /// <summary>The characters of a string; empty for others.</summary>
    internal string Text { get; init; } = "";

    /// <summary>The members of an object, each name once: the first of equal ones.</summary>
    internal List<DocumentMember> Members { get; } = [];

    /// <summary>The elements of a list.</summary>
    internal List<DocumentNode> Items { get; } = [];

    /// <summary>The value as the operators read it, with a life of its own.</summary>
    internal JsonElement ToElement()
    {
        using var document = JsonDocument.Parse(Raw);
        return document.RootElement.Clone();
    }

    internal string KindInWords => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
