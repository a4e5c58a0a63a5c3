using Microsoft.Playwright;

namespace Catalog.EndToEnd.Tests.Running;

/// <summary>The browser of this machine.</summary>
internal static class Browsers
{
    /// <summary>Starts it; the test is skipped where there is none.</summary>
    public static async Task<IBrowser> OpenAsync()
    {
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            Assert.Skip("needs chromium: install Debian's package of that name");
        }

        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
