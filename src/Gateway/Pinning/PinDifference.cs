using System.Text.Encodings.Web;
using System.Text.Json;
using Catalog.Core.Pins;
using Catalog.Core.Texts;
using Catalog.Gateway.Approvals;

namespace Catalog.Gateway.Pinning;

/// <summary>How the definition that a server gives differs from the pinned one, for people.</summary>
public static class PinDifference
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 };

    /// <summary>The lines of both, each behind <c>-</c>, <c>+</c> or a space; characters that hide are spelled out, for such a definition is why somebody looks.</summary>
    /// <param name="pin">A pin whose server gives another definition by now.</param>
    /// <exception cref="InvalidOperationException">The server gives the pinned one.</exception>
    public static IEnumerable<string> Lines(ToolPin pin)
    {
        ArgumentNullException.ThrowIfNull(pin);
        var seen = pin.Seen ?? throw new InvalidOperationException($"`{pin.Tool}` is what was pinned");
        return Lines(pin.Definition, CatalogPins.IsOne(pin) ? CatalogPins.Known(pin, seen) : seen);
    }

    /// <summary>The same of two definitions.</summary>
    public static IEnumerable<string> Lines(string before, string after) => LineDifference.Of(Whole(before), Whole(after)).Select(static line => VisibleText.Of(line));

    private static string Whole(string definition)
    {
        using var document = JsonDocument.Parse(definition, new JsonDocumentOptions { MaxDepth = 1000 });
        return JsonSerializer.Serialize(document.RootElement, Indented);
    }
}
