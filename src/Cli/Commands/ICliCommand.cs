using System.CommandLine;

namespace Catalog.Cli.Commands;

/// <summary>One command of <c>catalog</c>, in a file of its own; found by a scan, made without arguments.</summary>
internal interface ICliCommand
{
    /// <summary>The command with its options, examples in its description, and its action.</summary>
    Command Build();
}
