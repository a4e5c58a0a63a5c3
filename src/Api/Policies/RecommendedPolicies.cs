using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Api.Shell;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Core.Texts;
using Catalog.Core.Tools;
using Catalog.Policy.Documents;
using Catalog.Policy.Recommending;

namespace Catalog.Api.Policies;

/// <summary>Recommended policies as documents, with what an agent would be told, asked of the policy engine itself.</summary>
internal static class RecommendedPolicies
{
    /// <summary>The policy of one tool, which denies every other.</summary>
    public static PolicyFile FileFor(ToolRecord tool, PolicyDialect dialect, PolicyProfile profile) => PolicyRecommender.ForTool(
        new ClassifiedTool(tool.Definition, tool.Classification),
        new RecommendationOptions { Server = tool.Server.Value, Dialect = dialect, Profile = profile, ServerPolicyUrl = Links.ServerPolicy(tool.Server).Value });

    /// <summary>The policy of a whole server.</summary>
    public static PolicyFile FileFor(ServerKey server, IReadOnlyList<ToolRecord> tools, PolicyDialect dialect, PolicyProfile profile) => PolicyRecommender.ForServer(
        [.. tools.Select(static t => new ClassifiedTool(t.Definition, t.Classification))],
        new RecommendationOptions { Server = server.Value, Dialect = dialect, Profile = profile });

    /// <summary>How to control one tool, in the default profile.</summary>
    public static ControlView ForTool(ServerRecord server, ToolRecord tool)
    {
        var name = $"{GatewayCommands.ShortName(server.Key)}-{FileNames.Safe(tool.Definition.Tool)}";
        return Control(
            server,
            dialect => FileFor(tool, dialect, PolicyProfile.Balanced),
            (dialect, file) => new PolicyDocument(
                Word(dialect),
                Text(file),
                FileName(name),
                Links.ToolPolicy(server.Key, tool.Definition.Tool, Query(dialect)).Value,
                AgentMessages.Of(file, tool.Definition.Tool)),
            file => Verdict(file, tool.Definition.Tool));
    }

    /// <summary>How to control a whole server, in the default profile.</summary>
    public static ControlView ForServer(ServerRecord server, IReadOnlyList<ToolRecord> tools)
    {
        var name = GatewayCommands.ShortName(server.Key);
        return Control(
            server,
            dialect => FileFor(server.Key, tools, dialect, PolicyProfile.Balanced),
            (dialect, file) => new PolicyDocument(Word(dialect), Text(file), FileName(name), Links.ServerPolicy(server.Key, Query(dialect)).Value, []),
            file => ServerVerdict(file, tools));
    }

    /// <summary>A dialect or profile as addresses spell it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>A dialect or profile by its word, case included; null where there is none.</summary>
    public static T? ParseOrNull<T>(string word)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(v => Word(v!.Value) == word);

    /// <summary>A document's text, in which no character hides: what a reader would not see is written as an escape, which says the same to a parser.</summary>
    public static string Text(PolicyFile file)
    {
        var text = PolicyWriter.Write(file);
        var result = new StringBuilder(text.Length);
        var before = default(Rune);
        for (var i = 0; i < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            if (HiddenCharacters.IsHidden(rune, before, text.AsSpan(i + used)))
            {
                foreach (var unit in text.AsSpan(i, used))
                {
                    result.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                result.Append(text.AsSpan(i, used));
            }

            before = rune;
            i += used;
        }

        return result.ToString();
    }

    /// <summary>The name that a document is saved under.</summary>
    public static string FileName(string name) => $"{FileNames.Safe(name)}.policy.json";

    /// <summary>What a document does with one tool, a short sentence.</summary>
    public static string Verdict(PolicyFile file, string tool)
    {
        var entry = file.Tools.FirstOrDefault(e => e.Name == tool);
        if (file.Hide.Contains(tool, StringComparer.Ordinal))
        {
            return "Hide it, and deny every call";
        }

        if (entry is null)
        {
            return file.Default == PolicyDefault.Deny ? "Deny every call" : "Allow";
        }

        if (entry.Approval is { When.Count: 0 })
        {
            return "Ask a person before every call";
        }

        if (entry.DenyIf.Any(static r => r.Conditions.Count == 0))
        {
            return "Deny every call";
        }

        // A rule that holds back all but some values of one argument decides more than a limit does.
        if ((entry.DenyIf.Select(static r => r.Conditions).FirstOrDefault(IsSelection) ?? (IsSelection(entry.Approval?.When ?? []) ? entry.Approval!.When : null)) is { } selection)
        {
            var passing = Words.Count(selection[0].Value.GetArrayLength(), "value");
            var most = entry.Limits.Count > 0 ? $", at most {entry.Limits[0].Max} calls a {entry.Limits[0].Window.ToString().ToLowerInvariant()}" : "";
            return $"{(entry.Approval is null ? "Deny" : "Ask a person before")} all but {passing} of {selection[0].Path[(selection[0].Path.IndexOf('.', StringComparison.Ordinal) + 1)..]}{most}";
        }

        var limit = entry.Limits.Count > 0 ? $"Allow at most {entry.Limits[0].Max} calls a {entry.Limits[0].Window.ToString().ToLowerInvariant()}" : "Allow";
        var ruled = entry.Require.Count + entry.DenyIf.Count > 0 ? " with checked arguments" : "";
        return entry.Approval is null ? limit + ruled : $"{limit}{ruled}, and ask a person in some cases";
    }

    private static bool IsSelection(IReadOnlyList<PolicyCondition> conditions) => conditions is [{ Op: "not_in", Value.ValueKind: System.Text.Json.JsonValueKind.Array }];

    private static string ServerVerdict(PolicyFile file, IReadOnlyList<ToolRecord> tools)
    {
        var verdicts = tools.Select(t => Verdict(file, t.Definition.Tool)).ToList();
        var parts = new List<string>();
        void Add(Func<string, bool> which, string words)
        {
            var count = verdicts.Count(which);
            if (count > 0)
            {
                parts.Add($"{Words.Number(count)} {words}");
            }
        }

        Add(static v => v == "Allow", "allowed");
        Add(static v => v != "Allow" && v.StartsWith("Allow", StringComparison.Ordinal), "allowed within limits");
        Add(static v => v.Contains(" all but ", StringComparison.Ordinal), "allowed for some of their actions");
        Add(static v => v.StartsWith("Ask", StringComparison.Ordinal) && !v.Contains(" all but ", StringComparison.Ordinal), "behind approval");
        Add(static v => (v.StartsWith("Deny", StringComparison.Ordinal) && !v.Contains(" all but ", StringComparison.Ordinal)) || v.StartsWith("Hide", StringComparison.Ordinal), "denied");
        return Words.And(parts);
    }

    private static ControlView Control(
        ServerRecord server,
        Func<PolicyDialect, PolicyFile> author,
        Func<PolicyDialect, PolicyFile, PolicyDocument> document,
        Func<PolicyFile, string> verdict)
    {
        var (portable, gateway) = (author(PolicyDialect.Portable), author(PolicyDialect.Gateway));
        var first = document(PolicyDialect.Portable, portable);
        var differs = PolicyWriter.Write(portable with { Description = null }) != PolicyWriter.Write(gateway with { Description = null });
        return new ControlView(verdict(portable), first, differs ? document(PolicyDialect.Gateway, gateway) : null, GatewayCommands.For(server, first.FileName));
    }

    private static string Query(PolicyDialect dialect) => dialect == PolicyDialect.Gateway ? "?dialect=gateway" : "";
}
