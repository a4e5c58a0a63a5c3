using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Core.Catalogs;
using Catalog.Core.Classifications;
using Catalog.Core.Counters;
using Catalog.Core.Tools;
using Catalog.Policy.Documents;
using Catalog.Policy.Operators.Paths;
using Catalog.Policy.Recommending.Arguments;

namespace Catalog.Policy.Recommending;

/// <summary>Writes the policy that the catalog recommends. Pure; what it writes always loads.</summary>
public static class PolicyRecommender
{
    private const int NamesInDescription = 5;

    /// <summary>
    /// The policy of a whole server: an entry for each of its tools but those with <see cref="Exposure.No"/>, all else denied. Where one name is defined more than
    /// once the most severe definition counts. A name that would be read as a pattern cannot be listed: it stays denied, and the description says so.
    /// </summary>
    public static PolicyFile ForServer(IReadOnlyList<ClassifiedTool> tools, RecommendationOptions options)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(options);
        var offered = tools
            .Where(static t => t.Definition.Exposed != Exposure.No)
            .GroupBy(static t => t.Definition.Tool, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(static g => g.MaxBy(static t => SeverityOf(t.Classification))!)
            .ToList();
        return Write(offered, options, "Every tool that it does not list is denied.");
    }

    /// <summary>The policy of one tool alone: <c>default: deny</c> denies every other tool of the server, and the description says so.</summary>
    public static PolicyFile ForTool(ClassifiedTool tool, RecommendationOptions options)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(options);
        var rest = options.ServerPolicyUrl is { } url ? $"The policy of the whole server: {url}" : "The policy of the whole server lists them all.";
        return Write([tool], options, $"Only for `{tool.Definition.Tool}`: every other tool of this server is denied by this document. {rest}");
    }

    /// <summary>What a profile does with a tool in a dialect, for pages that say it in words.</summary>
    public static ToolTreatment TreatmentOf(Classification classification, PolicyProfile profile, PolicyDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(classification);
        return Treatments.Of(classification, profile, dialect);
    }

    /// <summary>Whether a document can list a name as itself: <c>*</c> would make it a pattern, and a lone surrogate cannot be written.</summary>
    public static bool CanBeListed(string tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return !tool.Contains('*', StringComparison.Ordinal) && !HasLoneSurrogate(tool);
    }

    private static PolicyFile Write(IReadOnlyList<ClassifiedTool> tools, RecommendationOptions options, string scope)
    {
        var left = tools.Where(static t => !CanBeListed(t.Definition.Tool)).Select(static t => t.Definition.Tool).ToList();
        return new PolicyFile
        {
            Default = PolicyDefault.Deny,
            Description = Mended(Describe(options, scope, left)),
            Tools = [.. tools.Where(static t => CanBeListed(t.Definition.Tool)).Select(t => EntryOf(t, options))],
        };
    }

    private static string Describe(RecommendationOptions options, string scope, List<string> left)
    {
        var profile = options.Profile switch { PolicyProfile.Strict => "strict", PolicyProfile.ReadOnly => "read-only", _ => "balanced" };
        var dialect = options.Dialect == PolicyDialect.Gateway
            ? "gateway: it uses keys of the catalog's own gateway, which other readers of version 1 refuse"
            : "portable: it uses only keys that every reader of version 1 knows, this description aside";
        var names = string.Join(", ", left.Take(NamesInDescription).Select(static n => $"`{n}`")) + (left.Count > NamesInDescription ? ", …" : "");
        var unlisted = left.Count == 0 ? "" : $" Denied, because their names would be read as patterns: {names}.";
        return $"Recommended for {options.Server}, profile {profile}. Dialect {dialect}. {scope}{unlisted}";
    }

    private static PolicyEntry EntryOf(ClassifiedTool tool, RecommendationOptions options)
    {
        var (name, treatment) = (tool.Definition.Tool, Treatments.Of(tool.Classification, options.Profile, options.Dialect));
        var limits = LimitsOf(name, treatment);
        var guards = treatment.GuardsArguments ? ArgumentGuards.RulesFor(tool, options.Dialect) : [];
        PolicyCondition[] others = treatment.Selector is { } selector
            ? [new PolicyCondition(PathText.Of(PathRoot.Arguments, [PathStep.OfMember(selector)]), "not_in", JsonSerializer.SerializeToElement(treatment.Passing))]
            : [];
        return treatment.Kind switch
        {
            TreatmentKind.Approval => new PolicyEntry
            {
                Name = name, DenyIf = guards, Limits = limits, Approval = new PolicyApproval { When = others, Message = $"`{name}` asks for a person: {treatment.Reason}" },
            },
            TreatmentKind.Denied => new PolicyEntry
            {
                Name = name, DenyIf = [new PolicyRule { Conditions = others, OnDeny = DenialOf(name, treatment, options) }, .. guards], Limits = limits,
            },
            _ => new PolicyEntry { Name = name, DenyIf = guards, Limits = limits },
        };
    }

    private static IReadOnlyList<PolicyLimit> LimitsOf(string name, ToolTreatment treatment) => treatment.PerMinute is { } max
        ? [new PolicyLimit { Counter = name, Window = CounterWindow.Minute, Max = max.ToString(CultureInfo.InvariantCulture), Scope = CounterScope.Grant }]
        : [];

    private static string DenialOf(string name, ToolTreatment treatment, RecommendationOptions options)
    {
        var why = options.Profile == PolicyProfile.ReadOnly ? $"only reading is allowed, and {treatment.Reason}" : treatment.Reason;
        var next = options is { Dialect: PolicyDialect.Portable, Profile: not PolicyProfile.ReadOnly } ? "Ask a person to do it." : "Ask whoever keeps the policy if you need it.";
        return treatment.Selector is { } selector
            ? $"`{name}` is denied by this policy for all but {ListOf(treatment.Passing)} as `{selector}`: {why}. {next}"
            : $"`{name}` is denied by this policy: {why}. {next}";
    }

    private static string ListOf(IReadOnlyList<string> values) =>
        string.Join(", ", values.Take(NamesInDescription).Select(static v => $"`{v}`")) + (values.Count > NamesInDescription ? $" and {values.Count - NamesInDescription} more" : "");

    // Unknown and dispatchers are treated like Destructive, and so weigh as much.
    private static int SeverityOf(Classification classification) => classification switch
    {
        { Dispatcher: true } or { Category: Category.Unknown } => (int)Category.Destructive,
        _ => (int)classification.Category,
    };

    private static bool HasLoneSurrogate(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0 && !IsWellFormed(text);

    private static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }

    // The description may quote names that cannot be written as they are.
    private static string Mended(string text) => IsWellFormed(text) ? text : string.Concat(text.EnumerateRunes().Select(static r => r.ToString()));
}
