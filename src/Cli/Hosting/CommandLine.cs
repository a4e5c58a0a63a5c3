using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using Catalog.Cli.Commands;
using Catalog.Core.Catalogs;
using Catalog.Core.Registration;

namespace Catalog.Cli.Hosting;

/// <summary>The root of <c>catalog</c>: finds the commands, runs one, and turns whatever ends it into a sentence and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Shows the whole trace of a failure instead of its sentence alone.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Show the whole trace of a failure", Recursive = true };

    // What is under way at Ctrl-C is put away: servers that were started are ended, logs are written out. Cut off before that, they would be left behind.
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        // What is printed and parsed is for programs too: one culture on every machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var parsed = BuildRoot().Parse(args);
        // What is missing beside --help is no error.
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync($"catalog: {problem.Message}");
            }

            await error.WriteLineAsync($"catalog: see `catalog {CommandPath(parsed)}--help`");
            return ExitCodes.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = Ending });
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("catalog: stopped");
            return ExitCodes.Failed;
        }
        catch (Exception failure) when (!parsed.GetValue(Verbose))
        {
            await error.WriteLineAsync($"catalog: {Sentence(failure)}");
            return failure is CommandFailedException told ? told.ExitCode : ExitCodes.Failed;
        }
    }

    /// <summary>The root with all commands.</summary>
    public static RootCommand BuildRoot()
    {
        var root = new RootCommand("Finds MCP servers, says what each of their tools can do, and enforces policies on them");
        root.Options.Add(Verbose);
        foreach (var type in ImplementationScan.TypesOf<ICliCommand>(typeof(CommandLine).Assembly))
        {
            root.Subcommands.Add(((ICliCommand)Activator.CreateInstance(type)!).Build());
        }

        Examples.AddTo(root);
        return root;
    }

    /// <summary>The names of the command that was called, from the outermost on, each with a blank behind; empty for the root.</summary>
    private static string CommandPath(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } called; at = called.Parent)
        {
            names.Push(called.Command.Name + " ");
        }

        return string.Concat(names);
    }

    private static string Sentence(Exception failure) => failure is CommandFailedException or StoreException or IOException or UnauthorizedAccessException
        ? failure.Message.TrimEnd('.')
        : $"{failure.GetType().Name}: {failure.Message.TrimEnd('.')}; run it again with --verbose for the trace";
}
