using Catalog.Core.Catalogs;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Loading;

/// <summary>
/// The policy file: read at the start, where an error stops it, and read again when it changes. A new document takes the place of the old
/// one whole; a bad one is reported and the old one stays.
/// </summary>
internal sealed partial class PolicyFileSource : BackgroundService, IPolicySource
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int ReadAnywayEvery = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly ILogger<PolicyFileSource> _logger;
    private readonly Lock _gate = new();
    private volatile PolicySet _policy;
    private byte[] _bytes;
    private byte[]? _reported;

    /// <param name="path">The file.</param>
    /// <param name="name">What grants call it; null for the file's name without extension.</param>
    /// <param name="clock">The clock of the looks.</param>
    /// <param name="logger">Hears of changes.</param>
    public PolicyFileSource(string path, string? name, TimeProvider clock, ILogger<PolicyFileSource> logger)
    {
        _path = Path.GetFullPath(path);
        PolicyName = name ?? Path.GetFileNameWithoutExtension(_path);
        _clock = clock;
        _logger = logger;
        _bytes = Read(_path);
        var result = PolicyLoader.Load(_bytes, PolicyName);
        _policy = result.Policy ?? throw new BadPolicyException(_path, result.Errors);
    }

    /// <summary>What grants call it.</summary>
    public string PolicyName { get; }

    /// <summary>The whole path.</summary>
    public string FilePath => _path;

    public PolicySet Current => _policy;

    public PolicySet? FindOrNull(string? name) =>
        name is not null && (name == PolicyName || name == Path.GetFileName(_path)) ? _policy : null;

    /// <summary>Looks at the file once; a change is taken when two looks see the same text, so that a half-written file is not judged.</summary>
    internal void Look(ref byte[]? seen)
    {
        byte[] bytes;
        try
        {
            bytes = Read(_path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StoreException)
        {
            if (_reported is not [])
            {
                _reported = [];
                LogUnreadable(_path, failure.Message);
            }

            return;
        }

        if (bytes.AsSpan().SequenceEqual(_bytes))
        {
            seen = null;
            _reported = null;
            return;
        }

        if (seen is null || !bytes.AsSpan().SequenceEqual(seen))
        {
            seen = bytes;
            return;
        }

        if (_reported is not null && bytes.AsSpan().SequenceEqual(_reported))
        {
            return;
        }

        var result = PolicyLoader.Load(bytes, PolicyName);
        if (result.Policy is { } policy)
        {
            Take(bytes, policy);
            _reported = null;
            seen = null;
            return;
        }

        _reported = bytes;
        LogBad(_path, string.Join(Environment.NewLine, result.Errors.Select(static e => "  " + e)), _policy.Id);
    }

    /// <summary>
    /// Takes what stands in the file now, at one look: a configuration that is about to be put in force means its policies as they are, and not as they
    /// were when somebody last looked. What has errors, as half a document has, or cannot be read is left to the next look, which tells of it.
    /// </summary>
    internal void CatchUp()
    {
        try
        {
            var bytes = Read(_path);
            if (PolicyLoader.Load(bytes, PolicyName).Policy is { } policy)
            {
                Take(bytes, policy);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StoreException)
        {
            // As above.
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        byte[]? seen = null;
        var last = Stamp();
        using var timer = new PeriodicTimer(Between, _clock);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            var stamp = Stamp();
            // A file may change without its stamp changing, so it is read now and then anyway.
            if (stamp != last || seen is not null || round % ReadAnywayEvery == 0)
            {
                last = stamp;
                Look(ref seen);
            }
        }
    }

    private void Take(byte[] bytes, PolicySet policy)
    {
        lock (_gate)
        {
            if (bytes.AsSpan().SequenceEqual(_bytes))
            {
                return;
            }

            (_policy, _bytes) = (policy, bytes);
        }

        LogReloaded(policy.Id);
    }

    private (DateTime Written, long Length) Stamp()
    {
        var file = new FileInfo(_path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    internal static byte[] Read(string path)
    {
        if (IsEmpty(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > MaxBytes)
        {
            throw new StoreException($"the policy `{path}` is larger than {MaxBytes} bytes: split it or shorten it");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Whether nothing stands in a file. A pipe has no length either, and is not opened: it would hold whoever reads until somebody wrote, and no later change would be seen.</summary>
    internal static bool IsEmpty(string path)
    {
        var file = new FileInfo(path);
        var meant = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true);
        return meant is FileInfo { Exists: true, Length: 0 };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The policy changed; in force is now '{Policy}'")]
    private partial void LogReloaded(string policy);

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy '{Path}' changed and has errors, so the old one stays in force ('{Policy}'):\n{Errors}")]
    private partial void LogBad(string path, string errors, string policy);

    [LoggerMessage(Level = LogLevel.Error, Message = "The policy '{Path}' cannot be read, so the old one stays in force: {Reason}")]
    private partial void LogUnreadable(string path, string reason);
}
