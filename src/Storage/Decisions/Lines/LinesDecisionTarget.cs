using System.ComponentModel.DataAnnotations;
using Catalog.Core.Catalogs;
using Catalog.Core.Decisions;

namespace Catalog.Storage.Decisions.Lines;

/// <summary>Decisions as JSON lines in files: the named one grows, earlier ones have a number. One process writes; others may read.</summary>
internal sealed class LinesDecisionTarget(DecisionLogOptions options, TimeProvider time) : IDecisionTarget
{
    private const int CheckedBytes = 64 * 1024;

    private readonly string _path = Path.GetFullPath(options.File!);
    private readonly Lock _gate = new();
    private LinesWriter? _writer;

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<DecisionLogEntry> entries)
    {
        Writing(writer => writer.Write(entries));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) => Task.Run(
        () => Writing(writer =>
        {
            writer.CheckPlace();

            // Beside the log, in which nothing stands but entries, and as long as a lot of them. It goes with its handle, also where the disk takes nothing of it.
            using var tried = new FileStream($"{_path}.{Guid.NewGuid():N}.check", FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            tried.Write(new byte[CheckedBytes]);
        }),
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DecisionLogEntry>> ListAsync(DecisionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Validator.ValidateObject(query, new ValidationContext(query), validateAllProperties: true);
        return Task.Run<IReadOnlyList<DecisionLogEntry>>(() => Reading(() => List(query, cancellationToken)), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DecisionLogCheck> VerifyAsync(string? known, CancellationToken cancellationToken) =>
        Task.Run(() => Reading(() => new LinesCheck(_path, known).Run()), cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Close()
    {
        lock (_gate)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void Writing(Action<LinesWriter> write)
    {
        lock (_gate)
        {
            try
            {
                write(_writer ??= LinesWriter.Open(_path, options, time));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // What is on disk is not known: it is looked at again before the next line.
                Close();
                throw new StoreException($"`{_path}` cannot be written: check its folder, its permissions and the free space there, and that no other gateway writes it ({failure.Message.TrimEnd('.')})", failure);
            }
            catch (StoreException)
            {
                Close();
                throw;
            }
        }
    }

    private List<DecisionLogEntry> List(DecisionQuery query, CancellationToken cancellationToken)
    {
        var found = new List<DecisionLogEntry>();
        foreach (var segment in LogSegment.List(_path).AsEnumerable().Reverse())
        {
            var here = new List<DecisionLogEntry>();
            foreach (var text in LogLines.Read(segment.Path).Skip(1))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (LogLine.ParseOrNull(text)?.Read() is { } entry && Matches(entry, query))
                {
                    here.Add(entry);
                }
            }

            here.Reverse();
            found.AddRange(here.Take(query.Limit - found.Count));
            if (found.Count >= query.Limit)
            {
                break;
            }
        }

        return found;
    }

    private T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw new StoreException($"`{_path}` cannot be read: {failure.Message.TrimEnd('.')}", failure);
        }
    }

    private static bool Matches(DecisionLogEntry entry, DecisionQuery query) =>
        (query.Tool is null || entry.Tool == query.Tool)
        && (query.Server is null || entry.Server == query.Server)
        && (query.Decision is null || entry.Decision == query.Decision)
        && (query.Since is null || entry.Time >= query.Since);
}
