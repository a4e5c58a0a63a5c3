using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using Catalog.Classifier.Evaluations;
using Catalog.Cli.Hosting;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>Reads files of tool definitions for what their authors claim.</summary>
internal static class WeakFile
{
    /// <summary>The option that names such a file.</summary>
    public static Option<string?> CreateOption() => new("--weak")
    {
        Description = "Learn a little from authors' claims too: tool definitions, a JSON line each, plain or as .gz. Only `readOnlyHint` is believed; tools that are labelled are left out",
        HelpName = "FILE",
    };

    /// <summary>The claims of a file; none where no file is named.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read, or a line is no tool definition.</exception>
    public static async Task<IReadOnlyList<WeakRow>> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return [];
        }

        var tools = new List<ToolDefinition>();
        try
        {
            await using var file = File.OpenRead(path);
            using var lines = new StreamReader(path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file);
            for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
            {
                if (!string.IsNullOrWhiteSpace(line))
                {
                    tools.Add(Parse(line, path, number));
                }
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailedException($"`{path}` cannot be read: {failed.Message.TrimEnd('.')}", ExitCodes.Failed, failed);
        }

        return WeakRow.Of(tools);
    }

    private static ToolDefinition Parse(string line, string path, int number)
    {
        try
        {
            return ToolDefinitionJson.Parse(line);
        }
        catch (JsonException wrong)
        {
            throw new CommandFailedException($"`{path}` line {number} is no tool definition: {wrong.Message.TrimEnd('.')}", ExitCodes.Failed, wrong);
        }
    }
}
