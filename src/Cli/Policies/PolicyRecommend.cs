using System.CommandLine;
using System.Text.Json;
using Catalog.Cli.Hosting;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Policy.Documents;
using Catalog.Policy.Exporting;
using Catalog.Policy.Recommending;
using Catalog.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Catalog.Cli.Policies;

/// <summary><c>catalog policy SERVER</c>: the recommended policy of a server or of one tool, or the same rules for a client.</summary>
internal sealed class PolicyRecommend
{
    private static readonly Dictionary<string, PolicyProfile> Profiles =
        new(StringComparer.Ordinal) { ["balanced"] = PolicyProfile.Balanced, ["strict"] = PolicyProfile.Strict, ["read-only"] = PolicyProfile.ReadOnly };

    private static readonly Dictionary<string, PolicyDialect> Dialects =
        new(StringComparer.Ordinal) { ["portable"] = PolicyDialect.Portable, ["gateway"] = PolicyDialect.Gateway };

    private readonly Argument<string?> _server = new("SERVER") { Description = "Recommend for this server of the catalog, for example npm:NAME", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _tool = new("--tool") { Description = "Only for this tool: all others are denied", HelpName = "T" };
    private readonly Option<string> _profile = OneOf("--profile", "How much passes", [.. Profiles.Keys], "balanced");
    private readonly Option<string> _dialect = OneOf("--dialect", "portable: for every reader of version 1; gateway: with approvals and operators of this gateway", [.. Dialects.Keys], "portable");
    private readonly Option<string?> _for = new("--for") { Description = "Write the rules for a client instead", HelpName = "CLIENT" };
    private readonly Option<string?> _alias = new("--alias") { Description = "With --for: the name of the server in the client's configuration (default: from SERVER)", HelpName = "NAME" };
    private readonly Option<string?> _db = StoreOption.Create();
    private readonly Option<bool> _json = new("--json") { Description = "Print an object that holds the policy or the rules, and what is done with each tool" };

    /// <summary>Adds argument, options and action to the parent command.</summary>
    internal void AddTo(Command command)
    {
        _for.AcceptOnlyFromAmong([.. ClientExports.All.Select(static e => e.Id)]);
        command.Arguments.Add(_server);
        foreach (var option in (Option[])[_tool, _profile, _dialect, _for, _alias, _db, _json])
        {
            command.Options.Add(option);
        }

        command.SetAction(RunAsync);
    }

    private static Option<string> OneOf(string name, string description, string[] words, string preset)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => preset };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var server = parsed.GetValue(_server)
            ?? throw new CommandFailedException("no server is named: write `catalog policy SERVER`, or one of the commands of `catalog policy --help`", ExitCodes.Usage);
        if (!ServerKey.TryParse(server, out var key))
        {
            throw new CommandFailedException($"`{server}` is no server: write KIND:NAME, for example npm:@scope/name", ExitCodes.Usage);
        }

        var tools = await ReadAsync(key, parsed.GetValue(_tool), StoreOption.Locate(parsed, _db), cancellationToken);
        var options = new RecommendationOptions { Server = key.Value, Profile = Profiles[parsed.GetValue(_profile)!], Dialect = Dialects[parsed.GetValue(_dialect)!] };
        var output = parsed.InvocationConfiguration;
        if (parsed.GetValue(_for) is { } client)
        {
            var input = new ClientExportInput { Alias = parsed.GetValue(_alias) ?? AliasOf(key), Tools = tools, Options = options };
            await PrintAsync(ClientExports.FindOrNull(client)!.Write(input), parsed.GetValue(_json), output);
            return ExitCodes.Done;
        }

        var file = parsed.GetValue(_tool) is null ? PolicyRecommender.ForServer(tools, options) : PolicyRecommender.ForTool(tools[0], options);
        var text = PolicyWriter.Write(file);
        if (parsed.GetValue(_json))
        {
            using var policy = JsonDocument.Parse(text);
            text = PolicyJson.Write(new { server = key.Value, profile = parsed.GetValue(_profile), dialect = parsed.GetValue(_dialect), policy = policy.RootElement, tools = Treatments(tools, options) }) + "\n";
        }

        await output.Output.WriteAsync(text.AsMemory(), cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<ClassifiedTool>> ReadAsync(ServerKey key, string? tool, string store, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddCatalogStore(store).BuildServiceProvider();
        await StoreOption.OpenExistingAsync(services, cancellationToken);

        var reader = services.GetRequiredService<ICatalogReader>();
        if (tool is null)
        {
            var records = await reader.ListToolsAsync(key, withUnreached: false, cancellationToken);
            return records.Count > 0
                ? [.. records.Select(static r => new ClassifiedTool(r.Definition, r.Classification))]
                : throw new CommandFailedException($"the catalog has no tools of `{key}`: run `catalog crawl {key}` first");
        }

        return await reader.FindToolOrNullAsync(key, tool, cancellationToken) is { } record
            ? [new ClassifiedTool(record.Definition, record.Classification)]
            : throw new CommandFailedException($"the catalog has no tool `{tool}` of `{key}`: run `catalog crawl {key}` first, or look at `catalog policy {key}` for its tools");
    }

    private static async Task PrintAsync(ClientRules rules, bool asJson, InvocationConfiguration output)
    {
        if (asJson)
        {
            await output.Output.WriteLineAsync(PolicyJson.Write(rules));
            return;
        }

        // The rules alone go to the output, so that they can be redirected into the file.
        await output.Error.WriteLineAsync($"For {rules.File}:");
        await output.Output.WriteAsync(rules.Text);
        foreach (var note in rules.Notes)
        {
            await output.Error.WriteLineAsync(note);
        }
    }

    private static object[] Treatments(IReadOnlyList<ClassifiedTool> tools, RecommendationOptions options) =>
    [
        .. tools.Select(t => (t.Definition.Tool, t.Classification, Treatment: PolicyRecommender.TreatmentOf(t.Classification, options.Profile, options.Dialect)))
            .Select(static t => new { t.Tool, category = t.Classification.Category.ToString(), treatment = t.Treatment.Kind, t.Treatment.PerMinute, reason = t.Treatment.Reason.Length > 0 ? t.Treatment.Reason : null }),
    ];

    // What people mostly call it: the last part of the name, in the characters that every client takes.
    private static string AliasOf(ServerKey key)
    {
        var name = key.Name[(key.Name.LastIndexOfAny(['/', '#']) + 1)..];
        var alias = string.Concat(name.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return alias.Length > 0 ? alias : "server";
    }
}
