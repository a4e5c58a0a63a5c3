using System.Collections.Frozen;
using Catalog.Policy.Checking.Reading;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;
using Catalog.Policy.Resources;

namespace Catalog.Policy.Compiled;

/// <summary>
/// A policy that was checked and compiled, and never changes: a call takes the set in force once, at its start, and a reload puts another in its place. Safe from
/// any thread. Made by <see cref="Checking.PolicyLoader"/> only.
/// </summary>
public sealed class PolicySet
{
    private readonly FrozenDictionary<string, CompiledEntry> _exact;
    private readonly CompiledEntry[] _globs;
    private readonly NamePattern[] _hide;
    private readonly NamePattern[] _listing;
    private readonly FrozenDictionary<string, CompiledLimit> _limits;
    private readonly FrozenDictionary<string, ToolRules> _rules;

    private readonly PolicySet? _resources;
    private readonly PolicySet? _prompts;
    private readonly PolicySet? _serverRequests;

    internal PolicySet(string name, string id, PolicyParts parts, DocumentPlaces places)
        : this(name, id, parts.File, parts.AllTools, parts.Entries, places)
    {
        _resources = Section(parts.File.Resources, parts.Resources);
        _prompts = Section(parts.File.Prompts, parts.Prompts);
        _serverRequests = Section(parts.File.ServerRequests, parts.ServerRequests);
    }

    private PolicySet(string name, string id, PolicyFile file, CompiledEntry? allTools, IReadOnlyList<CompiledEntry> entries, DocumentPlaces places)
    {
        Name = name;
        Id = id;
        File = file;
        AllTools = allTools;
        Entries = entries;
        Places = places;
        _exact = entries.Where(static e => !e.Name.IsGlob).ToFrozenDictionary(static e => e.Name.Text, StringComparer.Ordinal);
        _globs = [.. entries.Where(static e => e.Name.IsGlob).OrderBy(static e => e.Name, Comparer<NamePattern>.Create(NamePattern.Compare))];
        _listing = [.. _globs.Select(static g => g.Name).Where(static n => !n.IsEverything)];
        _hide = [.. file.Hide.Select(static h => new NamePattern(h))];
        var limits = (allTools?.Limits ?? []).Concat(entries.SelectMany(static e => e.Limits)).ToList();
        _limits = limits.ToFrozenDictionary(static l => l.Pointer, StringComparer.Ordinal);
        Totals = new LimitTotals(limits);
        LooseNames = new LooseNames([.. entries.Select(static e => e.Name), .. _hide]);
        LooseAddresses = new LooseAddresses([.. entries.Select(static e => e.Name), .. _hide]);
        _rules = _exact.Keys.ToFrozenDictionary(static name => name, Gather, StringComparer.Ordinal);
    }

    /// <summary>The policy's file name without extension.</summary>
    public string Name { get; }

    /// <summary><c>NAME@sha256:…</c>, 64 hexadecimal digits of the document's bytes.</summary>
    public string Id { get; }

    /// <summary>The document as written.</summary>
    public PolicyFile File { get; }

    /// <summary>True where nothing that the document says as a whole ends a decision.</summary>
    internal bool Observed => File.Mode == PolicyMode.Observe;

    /// <summary>The rules of all tools; null where there are none.</summary>
    internal CompiledEntry? AllTools { get; }

    /// <summary>The entries in the order written.</summary>
    internal IReadOnlyList<CompiledEntry> Entries { get; }

    internal LooseNames LooseNames { get; }

    internal LooseAddresses LooseAddresses { get; }

    internal LimitTotals Totals { get; }

    /// <summary>Where its parts stand in the text.</summary>
    internal DocumentPlaces Places { get; }

    /// <summary>
    /// Whether <c>tools/list</c> shows a tool: not when it is hidden, nor, with <c>list: callable</c>, when <c>default: deny</c> would refuse it. In observe mode
    /// everything is shown.
    /// </summary>
    public bool IsShown(string tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return Observed || (!IsHidden(tool) && (File.List == ToolListing.All || File.Default == PolicyDefault.Allow || IsListed(tool)));
    }

    /// <summary>Whether there are tools that <c>tools/list</c> does not show, should the server have them.</summary>
    public bool HidesTools => !Observed && (_hide.Length > 0 || (File.List == ToolListing.Callable && File.Default == PolicyDefault.Deny));

    /// <summary>Whether the document says anything of such things: where it does not, they pass.</summary>
    public bool Binds(PolicySubject subject) => SectionOrNull(subject) is not null;

    /// <summary>The rules for one kind of thing, as a policy of that kind alone; null where the document has no section for it.</summary>
    internal PolicySet? SectionOrNull(PolicySubject subject) => subject switch
    {
        PolicySubject.Tool => this,
        PolicySubject.Resource or PolicySubject.ResourceTemplate => _resources,
        PolicySubject.Prompt => _prompts,
        PolicySubject.ServerRequest => _serverRequests,
        _ => throw new InvalidOperationException($"nothing is said of {subject}"),
    };

    /// <summary>Whether a decision on a tool's call may depend on its parameters; where it may not, a caller need not read them.</summary>
    public bool ReadsArguments(string tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return RulesFor(tool).ReadsArguments;
    }

    /// <summary>A limit of the document, of its sections too.</summary>
    internal CompiledLimit? FindLimitOrNull(string pointer) => _limits.GetValueOrDefault(pointer) ?? _resources?.FindLimitOrNull(pointer) ?? _prompts?.FindLimitOrNull(pointer);

    internal bool IsHidden(string tool) => Matches(_hide, tool);

    /// <summary>Whether an entry lists the tool; the entry of every tool lists none.</summary>
    internal bool IsListed(string tool) => _exact.ContainsKey(tool) || Matches(_listing, tool);

    /// <summary>What binds the calls of a tool. Names that nobody wrote are not kept: there is no end to them.</summary>
    internal ToolRules RulesFor(string tool) => _rules.TryGetValue(tool, out var rules) ? rules : Gather(tool);

    /// <summary>The entries of which some name matches a glob too.</summary>
    internal IEnumerable<CompiledEntry> EntriesOverlapping(string glob)
    {
        var pattern = new NamePattern(glob);
        return Entries.Where(e => e.Name.Overlaps(pattern));
    }

    private PolicySet? Section(PolicySection? file, IReadOnlyList<CompiledEntry>? entries) => file is null ? null : new PolicySet(
        Name, Id, new PolicyFile { Default = file.Default, Hide = file.Hide, Mode = File.Mode, List = ToolListing.Callable }, null, entries!, Places);

    // Asked of every call, so without a delegate that holds the name.
    private static bool Matches(NamePattern[] patterns, string name)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    private ToolRules Gather(string tool) => new(AllTools, [.. EntriesFor(tool)], File.Arguments == ArgumentChecking.Declared);

    /// <summary>The entries that a name matches, in the order of section 1: the exact one, then longer globs before shorter ones.</summary>
    private IEnumerable<CompiledEntry> EntriesFor(string tool)
    {
        if (_exact.TryGetValue(tool, out var exact))
        {
            yield return exact;
        }

        foreach (var glob in _globs)
        {
            if (glob.Name.Matches(tool))
            {
                yield return glob;
            }
        }
    }
}
