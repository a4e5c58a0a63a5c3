using System.ComponentModel.DataAnnotations;
using Catalog.Gateway.Credentials;
using Catalog.Gateway.Loading;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Bridging;

/// <summary>The grant's token in a file. It is read again when the gateway refuses it, so that one that was turned over is taken without a new start of the client.</summary>
internal sealed partial class TokenFile : IBearerTokens
{
    private const int LongestToken = 16 * 1024;

    private readonly string _path;
    private readonly bool _isPipe;
    private readonly ILogger<TokenFile> _logger;
    private string _token;

    private TokenFile(string path, string token, bool isPipe, ILogger<TokenFile> logger) => (_path, _token, _isPipe, _logger) = (path, token, isPipe, logger);

    /// <summary>Reads a file for the first time.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="ValidationException">It holds no token.</exception>
    public static async Task<TokenFile> OpenAsync(string path, ILogger<TokenFile> logger, CancellationToken cancellationToken)
    {
        var (token, isPipe) = await ReadAsync(path, cancellationToken);
        return new TokenFile(path, token, isPipe, logger);
    }

    /// <inheritdoc/>
    public ValueTask<(string? Token, string? Failure)> GetAsync(CancellationToken cancellationToken) => new((Volatile.Read(ref _token), null));

    /// <inheritdoc/>
    public async ValueTask<bool> RefuseAsync(string token)
    {
        if (Volatile.Read(ref _token) != token)
        {
            // Another call has found the next one meanwhile.
            return true;
        }

        // What a pipe gave is gone, and whoever asked it again might wait for ever.
        if (_isPipe || PolicyFileSource.IsEmpty(_path))
        {
            return false;
        }

        try
        {
            var (read, _) = await ReadAsync(_path, CancellationToken.None);
            if (read == token)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _token, read, token) == token)
            {
                LogTaken(_path);
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ValidationException)
        {
            LogUnread(_path, failure.Message);
            return false;
        }
    }

    private static async Task<(string Token, bool IsPipe)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        var read = new char[LongestToken + 1];
        var length = await reader.ReadBlockAsync(read, cancellationToken);
        var token = new string(read, 0, length).Trim();
        Array.Clear(read);
        return token.Length > 0 && length <= LongestToken && token.All(static c => c is > ' ' and <= '~')
            ? (token, !file.CanSeek)
            : throw new ValidationException($"the token file `{path}` holds no token: write the grant's token into it, one line as `catalog grant add` shows it");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The gateway refused the token of '{Path}'; the file holds another one, which is used from now on")]
    private partial void LogTaken(string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gateway refused the token of '{Path}', and the file cannot be read for another one: {Reason}")]
    private partial void LogUnread(string path, string reason);
}
