using System.Text.Json;
using Catalog.Classifier.Evaluations;
using Catalog.Cli.Hosting;

namespace Catalog.Cli.Classifying;

/// <summary>Reads files of labelled rows.</summary>
internal static class LabelledFile
{
    /// <summary>The rows of a file.</summary>
    /// <exception cref="CommandFailedException">A line is no labelled row, or there is none.</exception>
    public static async Task<List<LabelledRow>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var input = InputFile.Open(path);
        var rows = new List<LabelledRow>();
        var number = 0;
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                rows.Add(LabelledRow.Parse(line));
            }
            catch (JsonException wrong)
            {
                throw new CommandFailedException($"`{path}` line {number} is no labelled row: {wrong.Message.TrimEnd('.')}", ExitCodes.Failed, wrong);
            }
        }

        return rows.Count > 0 ? rows : throw new CommandFailedException($"`{path}` has no rows: name a file of labelled JSON lines");
    }

    /// <summary>The rows of several files, one after the other.</summary>
    /// <exception cref="CommandFailedException">A line is no labelled row, or a file has none.</exception>
    public static async Task<List<LabelledRow>> ReadAllAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var rows = new List<LabelledRow>();
        foreach (var path in paths)
        {
            rows.AddRange(await ReadAsync(path, cancellationToken));
        }

        return rows;
    }
}
