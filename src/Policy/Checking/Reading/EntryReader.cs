using Catalog.Policy.Compiled;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Paths;

namespace Catalog.Policy.Checking.Reading;

/// <summary>Reads <c>all_tools</c> and the entries of <c>tools</c>.</summary>
internal sealed class EntryReader(Problems problems, PolicyMode documentMode)
{
    internal (PolicyAllTools Written, CompiledEntry Compiled)? ReadAllToolsOrNull(DocumentNode node)
    {
        if (ObjectReader.OpenOrNull(node, problems, "require", "deny_if", "limits") is not { } reader)
        {
            return null;
        }

        var compiled = Complete(new CompiledEntry
        {
            Pointer = node.Pointer,
            Name = new NamePattern("*"),
            Observed = documentMode == PolicyMode.Observe,
            Require = [.. RuleReader.Read(reader, "require", problems)],
            DenyIf = [.. RuleReader.Read(reader, "deny_if", problems)],
            Limits = [.. new LimitReader(problems, ofAllTools: true).Read(reader)],
            Walked = WalkedMembers.Of([]),
        });
        var written = new PolicyAllTools
        {
            Require = [.. compiled.Require.Select(static r => r.Source)],
            DenyIf = [.. compiled.DenyIf.Select(static r => r.Source)],
            Limits = [.. compiled.Limits.Select(static l => l.Source)],
        };
        return (written, compiled);
    }

    internal CompiledEntry? ReadOrNull(string name, DocumentNode node)
    {
        if (ObjectReader.OpenOrNull(node, problems, "require", "deny_if", "limits", "approval", "mode", "arguments") is not { } reader)
        {
            return null;
        }

        var mode = Words.Mode(reader);
        var arguments = Words.Arguments(reader);
        var compiled = Complete(new CompiledEntry
        {
            Pointer = node.Pointer,
            Name = new NamePattern(name),
            Observed = (mode ?? documentMode) == PolicyMode.Observe,
            DeclaredOnly = arguments == ArgumentChecking.Declared,
            Require = [.. RuleReader.Read(reader, "require", problems)],
            DenyIf = [.. RuleReader.Read(reader, "deny_if", problems)],
            Limits = [.. new LimitReader(problems, ofAllTools: false).Read(reader)],
            Approval = ApprovalReader.ReadOrNull(reader, problems),
            Walked = WalkedMembers.Of([]),
        });
        var written = new PolicyEntry
        {
            Name = name,
            Mode = mode,
            Arguments = arguments,
            Require = [.. compiled.Require.Select(static r => r.Source)],
            DenyIf = [.. compiled.DenyIf.Select(static r => r.Source)],
            Limits = [.. compiled.Limits.Select(static l => l.Source)],
            Approval = compiled.Approval?.Source,
        };
        return compiled with { Source = written, CanonicalText = problems.Any ? "" : PolicyWriter.CanonicalTextOf(written) };
    }

    /// <summary>An entry of a section for what is no tool.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="node">Where it stands.</param>
    /// <param name="drawsAndWaits">Whether it may have limits and an approval: what a server asks can do neither.</param>
    internal CompiledEntry? ReadOfSectionOrNull(string name, DocumentNode node, bool drawsAndWaits)
    {
        ReadOnlySpan<string> keys = drawsAndWaits ? ["require", "deny_if", "limits", "approval", "mode"] : ["require", "deny_if", "mode"];
        if (ObjectReader.OpenOrNull(node, problems, keys) is not { } reader)
        {
            return null;
        }

        var mode = Words.Mode(reader);
        var compiled = Complete(new CompiledEntry
        {
            Pointer = node.Pointer,
            Name = new NamePattern(name),
            Observed = (mode ?? documentMode) == PolicyMode.Observe,
            Require = [.. RuleReader.Read(reader, "require", problems)],
            DenyIf = [.. RuleReader.Read(reader, "deny_if", problems)],
            Limits = drawsAndWaits ? [.. new LimitReader(problems, ofAllTools: false).Read(reader)] : [],
            Approval = drawsAndWaits ? ApprovalReader.ReadOrNull(reader, problems) : null,
            Walked = WalkedMembers.Of([]),
        });
        var written = new PolicyEntry
        {
            Name = name,
            Mode = mode,
            Require = [.. compiled.Require.Select(static r => r.Source)],
            DenyIf = [.. compiled.DenyIf.Select(static r => r.Source)],
            Limits = [.. compiled.Limits.Select(static l => l.Source)],
            Approval = compiled.Approval?.Source,
        };
        return compiled with { Source = written, CanonicalText = problems.Any ? "" : PolicyWriter.CanonicalTextOf(written) };
    }

    private static CompiledEntry Complete(CompiledEntry entry) => entry with { Walked = WalkedMembers.Of(PathsOf(entry)) };

    private static IEnumerable<ConditionPath> PathsOf(CompiledEntry entry) =>
    [
        .. entry.Require.Concat(entry.DenyIf).SelectMany(static r => r.Conditions).Select(static c => c.Path),
        .. (entry.Approval?.When ?? []).Select(static c => c.Path),
        .. entry.Limits.Select(static l => l.Amount).OfType<ConditionPath>(),
    ];
}
