using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Catalog.Cli.Hosting;

/// <summary>Examples of a command, printed at the foot of its own <c>--help</c> and nowhere else.</summary>
internal static class Examples
{
    private static readonly ConditionalWeakTable<Command, string[]> Lines = [];

    /// <summary>Adds command lines that work as they stand.</summary>
    public static Command WithExamples(this Command command, params string[] lines)
    {
        Lines.AddOrUpdate(command, lines);
        return command;
    }

    /// <summary>The examples of a command; empty where it has none.</summary>
    public static IReadOnlyList<string> Of(Command command) => Lines.TryGetValue(command, out var lines) ? lines : [];

    /// <summary>Lets every <c>--help</c> under a root print them.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new Action((HelpAction)help.Action!);
        }
    }

    private sealed class Action(HelpAction inner) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            // A command below another one takes none of its arguments, and would be shown with them.
            var outer = parseResult.CommandResult.Command.Parents.OfType<Command>().SelectMany(Chain).SelectMany(static c => c.Arguments).Where(static a => !a.Hidden).ToList();
            outer.ForEach(static a => a.Hidden = true);
            int exitCode;
            try
            {
                exitCode = inner.Invoke(parseResult);
            }
            finally
            {
                outer.ForEach(static a => a.Hidden = false);
            }

            var lines = Of(parseResult.CommandResult.Command);
            if (lines.Count > 0)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine(lines.Count == 1 ? "Example:" : "Examples:");
                foreach (var line in lines)
                {
                    output.WriteLine("  " + line);
                }

                output.WriteLine();
            }

            return exitCode;
        }

        private static IEnumerable<Command> Chain(Command command) => command.Parents.OfType<Command>().SelectMany(Chain).Prepend(command);
    }
}
