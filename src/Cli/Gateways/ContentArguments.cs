using System.CommandLine;
using Catalog.Gateway.Pinning;
using Catalog.Gateway.Scanning;

namespace Catalog.Cli.Gateways;

/// <summary>The options of <c>catalog gateway</c> about what servers say: definitions that change, and texts of answers.</summary>
internal sealed class ContentArguments
{
    private readonly Option<ToolChanges> _changes = new("--tool-changes") { Description = "What happens to a tool whose definition changes after it was first seen", DefaultValueFactory = static _ => ToolChanges.Block };
    private readonly Option<ScanAction> _secrets = new("--scan-secrets") { Description = "What happens to keys and tokens in answers" };
    private readonly Option<ScanAction> _hidden = new("--scan-hidden-text") { Description = "What happens to characters in answers that people do not see and models read" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_changes, _secrets, _hidden])
        {
            command.Options.Add(option);
        }
    }

    public ToolChanges ChangesOf(ParseResult parsed) => parsed.GetValue(_changes);

    public ScanOptions ScanOf(ParseResult parsed) => new() { Secrets = parsed.GetValue(_secrets), HiddenText = parsed.GetValue(_hidden) };
}
