using Catalog.Cli.Hosting;

namespace Catalog.Cli.Operating;

/// <summary>Writes figures where a collector reads them: whole or not at all, for it may read at any moment.</summary>
internal static class FiguresFile
{
    /// <summary>Replaces the file.</summary>
    /// <exception cref="CommandFailedException">It cannot be written; the one before stays as it is.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        // Collectors take files that end in .prom only, and so pass over this one.
        var draft = $"{path}.{Environment.ProcessId}.new";
        try
        {
            await File.WriteAllTextAsync(draft, text, cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(draft))
            {
                File.Delete(draft);
            }

            throw new CommandFailedException($"the figures cannot be written to `{path}`: {failure.Message}");
        }
    }
}
