using System.Text.Json;

namespace Catalog.Classifier.Reading;

/// <summary>What the author claims. Null means that nothing is claimed.</summary>
/// <param name="ReadOnly">The tool changes nothing.</param>
/// <param name="Destructive">A change may lose something.</param>
internal readonly record struct AnnotationView(bool? ReadOnly, bool? Destructive)
{
    /// <summary>Reads the annotations of a definition; anything but an object claims nothing.</summary>
    public static AnnotationView Of(JsonElement? annotations) => annotations is { ValueKind: JsonValueKind.Object } claims
        ? new AnnotationView(Claim(claims, "readOnlyHint"), Claim(claims, "destructiveHint"))
        : default;

    private static bool? Claim(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;
}
