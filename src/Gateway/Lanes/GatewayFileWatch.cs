using System.ComponentModel.DataAnnotations;
using Catalog.Gateway.Configuration;
using Catalog.Gateway.Loading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Lanes;

/// <summary>Reads <c>gateway.yaml</c> again when it changes. A plan takes the place of the old one whole; a bad file is reported and the old plan stays.</summary>
internal sealed partial class GatewayFileWatch(string path, byte[] source, PlanInForce plans, TimeProvider clock, ILogger<GatewayFileWatch> logger) : BackgroundService
{
    private const int ReadAnywayEvery = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    private byte[] _settled = source;
    private byte[]? _seen;

    /// <summary>Looks at the file once; a change is taken when two looks see the same text, so that a half-written file is not judged.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var bytes = ReadOrEmpty(path);
        if (bytes.AsSpan().SequenceEqual(_settled))
        {
            _seen = null;
            return;
        }

        if (_seen is null || !bytes.AsSpan().SequenceEqual(_seen))
        {
            _seen = bytes;
            return;
        }

        _seen = null;
        // Good or bad, it is judged once.
        _settled = bytes;
        var read = GatewayFileReader.Read(path, bytes, System.Environment.GetEnvironmentVariable);
        if (read.Plan is not { } plan)
        {
            LogBad(path, string.Join(System.Environment.NewLine, read.Problems.Select(static p => "  " + p)));
            return;
        }

        try
        {
            if (await plans.ReplaceAsync(plan, cancellationToken) is { } refusal)
            {
                LogBad(path, "  " + refusal);
                return;
            }

            LogTaken(path, plan.Upstreams.Count);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or BadPolicyException or ValidationException or Core.Catalogs.StoreException)
        {
            LogBad(path, "  " + failure.Message);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var last = Stamp();
        using var timer = new PeriodicTimer(Between, clock);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            var stamp = Stamp();
            // A file may change without its stamp changing, so it is read now and then anyway.
            if (stamp != last || _seen is not null || round % ReadAnywayEvery == 0)
            {
                last = stamp;
                await LookAsync(stoppingToken);
            }
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }

    /// <summary>A file that cannot be read is judged like an empty one: it is reported, and the old plan stays.</summary>
    private static byte[] ReadOrEmpty(string path)
    {
        try
        {
            return GatewayFileReader.ReadBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The configuration '{Path}' changed and is in force; servers: {Count}")]
    private partial void LogTaken(string path, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The configuration '{Path}' changed and cannot be taken, so the old one stays in force:\n{Errors}")]
    private partial void LogBad(string path, string errors);
}
