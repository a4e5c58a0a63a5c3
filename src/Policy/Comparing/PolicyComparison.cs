using System.Text.Json;
using Catalog.Policy.Checking.Reading;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Comparing;

/// <summary>Says in what two documents differ: by what they say, not by how they are laid out or in which order rules stand.</summary>
public static class PolicyComparison
{
    /// <summary>Every difference, removals before additions at each place; empty where both say the same.</summary>
    /// <param name="before">The first document.</param>
    /// <param name="after">The second document.</param>
    public static IReadOnlyList<PolicyChange> Compare(PolicyFile before, PolicyFile after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (left, right) = (Statements(before), Statements(after));
        return
        [
            .. left.Concat(right).Select(static s => s.Pointer).Distinct(StringComparer.Ordinal).SelectMany(pointer =>
                Only(left, right, pointer, added: false).Concat(Only(right, left, pointer, added: true))),
        ];
    }

    // Rules are compared as many as there are: two equal limits are not one.
    private static IEnumerable<PolicyChange> Only(List<(string Pointer, string Text)> of, List<(string Pointer, string Text)> against, string pointer, bool added)
    {
        var others = against.Where(s => s.Pointer == pointer).Select(static s => s.Text).ToList();
        return of.Where(s => s.Pointer == pointer && !others.Remove(s.Text)).Select(s => new PolicyChange(added, s.Pointer, s.Text)).ToList();
    }

    private static List<(string Pointer, string Text)> Statements(PolicyFile file)
    {
        using var document = JsonDocument.Parse(PolicyWriter.Write(file));
        var statements = new List<(string, string)>();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            var pointer = JsonPointer.Append("", member.Name);
            switch (member.Name)
            {
                case "tools":
                    AddEntries(statements, pointer, member.Value);
                    break;
                case "resources" or "prompts" or "server_requests":
                    AddSection(statements, pointer, member.Value);
                    break;
                case "all_tools":
                    AddMembers(statements, pointer, member.Value);
                    break;
                default:
                    AddValue(statements, pointer, member.Value);
                    break;
            }
        }

        return statements;
    }

    private static void AddSection(List<(string, string)> statements, string pointer, JsonElement section)
    {
        foreach (var member in section.EnumerateObject())
        {
            var place = JsonPointer.Append(pointer, member.Name);
            if (member.Name == "entries")
            {
                AddEntries(statements, place, member.Value);
            }
            else
            {
                AddValue(statements, place, member.Value);
            }
        }
    }

    private static void AddEntries(List<(string, string)> statements, string pointer, JsonElement entries)
    {
        foreach (var entry in entries.EnumerateObject())
        {
            var place = JsonPointer.Append(pointer, entry.Name);
            statements.Add((place, ""));
            AddMembers(statements, place, entry.Value);
        }
    }

    private static void AddMembers(List<(string, string)> statements, string pointer, JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            AddValue(statements, JsonPointer.Append(pointer, member.Name), member.Value);
        }
    }

    // A list is as many statements as it has elements.
    private static void AddValue(List<(string, string)> statements, string pointer, JsonElement value)
    {
        var parts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        statements.AddRange(parts.Select(p => (pointer, PolicyWriter.OneLine(p))));
    }
}
