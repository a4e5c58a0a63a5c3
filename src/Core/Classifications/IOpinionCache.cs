namespace Catalog.Core.Classifications;

/// <summary>Keeps the valid answers of language models, so that an unchanged definition is asked about once.</summary>
public interface IOpinionCache
{
    /// <summary>The answer under a key; null where there is none.</summary>
    /// <param name="key">64 hexadecimal digits: the hash of definition, model and prompt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<string?> FindOrNullAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps an answer; an earlier one under the same key is replaced.</summary>
    /// <param name="key">As above.</param>
    /// <param name="answer">The model's JSON, at most 8 KiB.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task StoreAsync(string key, string answer, CancellationToken cancellationToken);
}
