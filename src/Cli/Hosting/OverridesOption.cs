using System.CommandLine;
using Catalog.Classifier.Overrides;

namespace Catalog.Cli.Hosting;

/// <summary>The option <c>--overrides</c>, the same in every command that classifies: a user's own overrides, behind those that come with the command.</summary>
internal static class OverridesOption
{
    private const string Setting = "CATALOG_OVERRIDES";
    private const string Pattern = "*.json";

    /// <summary>A new <c>--overrides</c> option for one command.</summary>
    public static Option<string?> Create() => new("--overrides")
    {
        Description = $"A folder of your own overrides, *.json: verdicts of people on single tools (default: ${Setting}, else overrides in the data home where it exists)",
        HelpName = "FOLDER",
    };

    /// <summary>All overrides in force: those that come with the command, and the user's own, which replace them.</summary>
    /// <exception cref="CommandFailedException">A named folder is not there, or a file has errors; the message names each.</exception>
    public static OverrideSet Load(ParseResult parsed, Option<string?> option)
    {
        var named = parsed.GetValue(option) ?? (Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } set ? set : null);
        if (named is not null && !Directory.Exists(named))
        {
            throw new CommandFailedException($"there is no folder `{named}`: name one that holds overrides, *.json");
        }

        var errors = new List<string>();
        var overrides = OverrideSet.Of(errors, Read(Path.Combine(AppContext.BaseDirectory, "data", "overrides"), errors), Read(named ?? Path.Combine(DataHome.Path, "overrides"), errors));
        return errors.Count == 0 ? overrides : throw new CommandFailedException(string.Join("\ncatalog: ", errors));
    }

    private static List<VerdictOverride> Read(string folder, List<string> errors) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal).SelectMany(file => OverrideFile.Read(File.ReadAllText(file), file, errors))]
        : [];
}
