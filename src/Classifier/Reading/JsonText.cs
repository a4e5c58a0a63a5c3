using System.Text.Json;

namespace Catalog.Classifier.Reading;

/// <summary>Reads strings of a definition that may hold anything.</summary>
internal static class JsonText
{
    /// <summary>The string, or null for another kind of value and for a string that is no valid text (an escaped half of a pair).</summary>
    public static string? TextOrNull(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // The reader refuses `\ud800` alone; what cannot be read says nothing.
            return null;
        }
    }
}
