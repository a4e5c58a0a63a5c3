using System.Text.Json;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads a whole document into its two forms: as written, and compiled.</summary>
internal sealed class PolicyReader(Problems problems)
{
    /// <summary>The two forms; only to be used where no problem was found.</summary>
    internal PolicyParts? ReadOrNull(DocumentNode root)
    {
        if (ObjectReader.OpenOrNull(root, problems, "version", "default", "hide", "all_tools", "tools", "resources", "prompts", "server_requests", "list", "arguments", "mode", "description", "$schema") is not { } reader)
        {
            return null;
        }

        Words.CheckVersion(reader, problems);
        var byDefault = Words.Default(reader);
        var mode = Words.Mode(reader) ?? PolicyMode.Enforce;
        var hide = Hide(reader, problems);
        var entryReader = new EntryReader(problems, mode);
        var allTools = reader.FindOrNull("all_tools") is { } node ? entryReader.ReadAllToolsOrNull(node) : null;
        var entries = Entries(reader, entryReader);
        var sections = new SectionReader(problems, entryReader);
        var resources = sections.ReadOrNull(reader, "resources", PolicySubject.Resource);
        var prompts = sections.ReadOrNull(reader, "prompts", PolicySubject.Prompt);
        var requests = sections.ReadOrNull(reader, "server_requests", PolicySubject.ServerRequest);
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
            Resources = resources?.File,
            Prompts = prompts?.File,
            ServerRequests = requests?.File,
        };
        AmountConflicts.Check(pointer => DocumentPlaces.NodeOf(root, pointer), allTools?.Compiled, entries, problems);
        foreach (var section in (ReadOnlySpan<IReadOnlyList<CompiledEntry>?>)[resources?.Entries, prompts?.Entries])
        {
            // Totals of a section are its own.
            AmountConflicts.Check(pointer => DocumentPlaces.NodeOf(root, pointer), null, section ?? [], problems);
        }

        return new PolicyParts(file, allTools?.Compiled, entries, resources?.Entries, prompts?.Entries, requests?.Entries);
    }

    internal static List<string> Hide(ObjectReader reader, Problems problems)
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
                problems.Add(node, $"what is hidden must be a name, not {node.KindInWords}");
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
