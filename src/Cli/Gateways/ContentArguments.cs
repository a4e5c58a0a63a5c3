using System.CommandLine;
using Catalog.Cli.Hosting;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Scanning;

namespace Catalog.Cli.Gateways;

/// <summary>The options of <c>catalog gateway</c> about what servers say: definitions that change, and texts of answers.</summary>
internal sealed class ContentArguments
{
    private readonly Option<ToolChanges> _changes = new("--tool-changes") { Description = "What happens to a tool whose definition changes after it was first seen", DefaultValueFactory = static _ => ToolChanges.Block };
    private readonly Option<UnknownTools> _unknown = new("--unknown-tools") { Description = "What happens to a tool that no pin speaks of when its server first lists it", DefaultValueFactory = static _ => UnknownTools.Allow };
    private readonly Option<string?> _pins = new("--pins-from") { Description = "Definitions that are trusted before the server gives its own: a file of `catalog export --server KEY`, or a key of the catalog", HelpName = "KEY|FILE" };
    private readonly Option<ScanAction> _secrets = new("--scan-secrets") { Description = "What happens to keys and tokens in answers" };
    private readonly Option<ScanAction> _hidden = new("--scan-hidden-text") { Description = "What happens to characters in answers that people do not see and models read" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_changes, _unknown, _pins, _secrets, _hidden])
        {
            command.Options.Add(option);
        }
    }

    public ToolChanges ChangesOf(ParseResult parsed) => parsed.GetValue(_changes);

    public UnknownTools UnknownOf(ParseResult parsed) => parsed.GetValue(_unknown);

    /// <summary>The whole path of the file, or the key; null for none.</summary>
    public string? PinsOf(ParseResult parsed)
    {
        var from = parsed.GetValue(_pins);
        if (parsed.GetValue(_changes) == ToolChanges.Allow && (from is not null || parsed.GetValue(_unknown) != UnknownTools.Allow))
        {
            throw new CommandFailedException("with --tool-changes allow nothing is pinned: leave --unknown-tools and --pins-from out", ExitCodes.Usage);
        }

        return from is not null && File.Exists(from) ? Path.GetFullPath(from) : from;
    }

    public ScanOptions ScanOf(ParseResult parsed) => new() { Secrets = parsed.GetValue(_secrets), HiddenText = parsed.GetValue(_hidden) };
}
