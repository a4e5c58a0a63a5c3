using System.Text.Json;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;
using Catalog.Policy.Resources;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads the sections for what is no tool: <c>resources</c>, <c>prompts</c> and <c>server_requests</c>.</summary>
internal sealed class SectionReader(Problems problems, EntryReader entryReader)
{
    /// <summary>What a server may ask of a client, in every version of the protocol; a ping is answered whatever a policy says.</summary>
    internal static readonly IReadOnlyList<string> Requests =
        ["elicitation/create", "roots/list", "sampling/createMessage", "tasks/cancel", "tasks/get", "tasks/list", "tasks/result"];

    internal (PolicySection File, IReadOnlyList<CompiledEntry> Entries)? ReadOrNull(ObjectReader document, string key, PolicySubject subject)
    {
        ReadOnlySpan<string> keys = subject == PolicySubject.ServerRequest ? ["default", "entries"] : ["default", "hide", "entries"];
        if (document.FindOrNull(key) is not { } node || ObjectReader.OpenOrNull(node, problems, keys) is not { } reader)
        {
            return null;
        }

        var byDefault = Words.Default(reader);
        var hide = PolicyReader.Hide(reader, problems);
        var entries = Entries(reader, subject);
        var file = new PolicySection { Default = byDefault ?? PolicyDefault.Deny, Hide = hide, Entries = [.. entries.Select(static e => e.Source!)] };
        return (file, entries);
    }

    private List<CompiledEntry> Entries(ObjectReader reader, PolicySubject subject)
    {
        if (reader.FindOrNull("entries") is not { } node)
        {
            return [];
        }

        if (node.Kind != JsonValueKind.Object)
        {
            problems.Add(node, $"`entries` must be an object, not {node.KindInWords}");
            return [];
        }

        var entries = new List<CompiledEntry>();
        foreach (var member in node.Members)
        {
            CheckName(member, subject);
            if (entryReader.ReadOfSectionOrNull(member.Name, member.Value, drawsAndWaits: subject != PolicySubject.ServerRequest) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    // A name that nothing can have is a rule that never binds.
    private void CheckName(DocumentMember member, PolicySubject subject)
    {
        var name = new NamePattern(member.Name);
        if (subject == PolicySubject.ServerRequest && !Requests.Any(name.Matches))
        {
            problems.Add(member.Value.Pointer, member.NameStart, $"no server asks `{member.Name}` of a client: write one of {string.Join(", ", Requests)}");
        }
        else if (subject == PolicySubject.Resource && !name.IsGlob && ResourceAddress.FindAmbiguityOrNull(member.Name) is { } ambiguity)
        {
            problems.Add(member.Value.Pointer, member.NameStart, $"the address `{member.Name}` is refused before any rule: {ambiguity}");
        }
    }
}
