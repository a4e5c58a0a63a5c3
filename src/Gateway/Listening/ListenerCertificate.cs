using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Catalog.Gateway.Listening;

/// <summary>The certificate of a listener. Files that change are read at the next handshake; ones that cannot be used leave the old pair in force.</summary>
internal sealed partial class ListenerCertificate
{
    private readonly string _certificate;
    private readonly string _key;
    private readonly ILogger<ListenerCertificate> _logger;
    private readonly Lock _gate = new();
    private (DateTime Certificate, DateTime Key) _stamp;
    private SslStreamCertificateContext _context;

    /// <exception cref="CryptographicException">The files hold no pair.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public ListenerCertificate(Listener listener, ILogger<ListenerCertificate> logger)
    {
        (_certificate, _key, _logger) = (listener.CertificateFile!, listener.KeyFile!, logger);
        _stamp = Stamp();
        _context = Load();
    }

    /// <summary>What the next handshake shows.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                var stamp = Stamp();
                if (stamp != _stamp)
                {
                    try
                    {
                        _context = Load();
                        LogTaken(_certificate);
                    }
                    catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
                    {
                        LogBad(_certificate, failure.Message);
                    }

                    // A pair that cannot be used is not tried again until it changes once more.
                    _stamp = stamp;
                }

                return _context;
            }
        }
    }

    private (DateTime Certificate, DateTime Key) Stamp() => (File.GetLastWriteTimeUtc(_certificate), File.GetLastWriteTimeUtc(_key));

    private SslStreamCertificateContext Load()
    {
        var leaf = X509Certificate2.CreateFromPemFile(_certificate, _key);
        if (OperatingSystem.IsWindows())
        {
            // A key that was never in a key store cannot be used for TLS there.
            leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
        }

        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificate);
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The certificate '{Path}' changed and is shown from now on")]
    private partial void LogTaken(string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The certificate '{Path}' changed and cannot be used, so the old one is still shown: {Reason}")]
    private partial void LogBad(string path, string reason);
}
