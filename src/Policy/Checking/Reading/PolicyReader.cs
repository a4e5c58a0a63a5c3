using System.Text.Json;
using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads a whole document into its two forms: as written, and compiled.</summary>
internal sealed class PolicyReader(Problems problems)
{
    /// <summary>The two forms; only to be used where no problem was found.</summary>
    internal (PolicyFile File, CompiledEntry? AllTools, IReadOnlyList<CompiledEntry> Entries)? ReadOrNull(DocumentNode root)
    {
        if (ObjectReader.OpenOrNull(root, problems, "version", "default", "hide", "all_tools", "tools", "list", "arguments", "mode", "description", "$schema") is not { } reader)
        {
            return null;
        }

        Words.CheckVersion(reader, problems);
        var byDefault = Words.Default(reader);
        var mode = Words.Mode(reader) ?? PolicyMode.Enforce;
        var hide = Hide(reader);
        var entryReader = new EntryReader(problems, mode);
        var allTools = reader.FindOrNull("all_tools") is { } node ? entryReader.ReadAllToolsOrNull(node) : null;
        var entries = Entries(reader, entryReader);
        var file = new PolicyFile
        {
            Default = byDefault ?? PolicyDefault.Deny,
            Schema = reader.StringOrNull("$schema"),
            Description = reader.StringOrNull("description"),
            Mode = mode,
            List = Words.List(reader) ?? ToolListing.All,
            Arguments = Words.Arguments(reader) ?? ArgumentChecking.Any,
            Hide = hide,
            AllTools = allTools?.Written,
            Tools = [.. entries.Select(static e => e.Source!)],
        };
        AmountConflicts.Check(pointer => DocumentPlaces.NodeOf(root, pointer), allTools?.Compiled, entries, problems);
        return (file, allTools?.Compiled, entries);
    }

    private List<string> Hide(ObjectReader reader)
    {
        var names = new List<string>();
        foreach (var node in reader.List("hide"))
        {
            if (node.Kind == JsonValueKind.String)
            {
                names.Add(node.Text);
            }
            else
            {
                problems.Add(node, $"a hidden tool must be a name, not {node.KindInWords}");
            }
        }

        return names;
    }

    private List<CompiledEntry> Entries(ObjectReader reader, EntryReader entryReader)
    {
        if (reader.FindOrNull("tools") is not { } node)
        {
            return [];
        }

        if (node.Kind != JsonValueKind.Object)
        {
            problems.Add(node, $"`tools` must be an object, not {node.KindInWords}");
            return [];
        }

        var entries = new List<CompiledEntry>();
        foreach (var member in node.Members)
        {
            if (entryReader.ReadOrNull(member.Name, member.Value) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }
}
