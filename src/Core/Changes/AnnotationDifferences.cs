using System.Text.Json;
using Catalog.Core.Classifications;

namespace Catalog.Core.Changes;

/// <summary>Compares what an author claims of a tool.</summary>
internal static class AnnotationDifferences
{
    private const string ReadOnly = "readOnlyHint";
    private const string Destructive = "destructiveHint";
    private const int Most = 50;

    /// <summary>What differs, a clause each, in the order of the names.</summary>
    public static IReadOnlyList<string> Of(JsonElement? before, JsonElement? after)
    {
        var (old, now) = (Members(before), Members(after));
        return
        [
            .. old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name))
                .Select(name => $"`{name}` was {old.GetValueOrDefault(name) ?? "not set"} and is {now.GetValueOrDefault(name) ?? "not set"}").Take(Most),
        ];
    }

    /// <summary>What a person should look at.</summary>
    public static IEnumerable<ChangeMark> Marks(JsonElement? before, JsonElement? after, Category category)
    {
        var (old, now) = (Members(before), Members(after));
        if (Is(old, ReadOnly, "true") && !Is(now, ReadOnly, "true"))
        {
            yield return new ChangeMark(ChangeMarkKind.DropsHint, "the author no longer claims that it only reads", $"/annotations/{ReadOnly}");
        }

        if (!Is(old, ReadOnly, "true") && Is(now, ReadOnly, "true") && category > Category.Read)
        {
            yield return new ChangeMark(ChangeMarkKind.FalseHint, $"the author claims now that it only reads, and the definition says {category}", $"/annotations/{ReadOnly}");
        }

        if (!Is(old, Destructive, "false") && Is(now, Destructive, "false") && category >= Category.Execute)
        {
            yield return new ChangeMark(ChangeMarkKind.FalseHint, $"the author claims now that it destroys nothing, and the definition says {category}", $"/annotations/{Destructive}");
        }
    }

    private static bool Is(Dictionary<string, string> members, string name, string value) => members.GetValueOrDefault(name) == value;

    // The last of two members of one name counts, as for every reader of JSON here.
    private static Dictionary<string, string> Members(JsonElement? annotations)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        if (annotations is { ValueKind: JsonValueKind.Object } element)
        {
            foreach (var member in element.EnumerateObject())
            {
                members[member.Name] = member.Value.GetRawText();
            }
        }

        return members;
    }
}
