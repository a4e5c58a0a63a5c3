namespace Catalog.Core.Texts;

/// <summary>Forms of secrets that say by themselves what they are, so that hardly anything else is taken for one.</summary>
public static class SecretForms
{
    /// <summary>A name, texts of which every secret of the form holds one, and the form.</summary>
    public static IReadOnlyList<(string Name, string[] Anchors, string Expression)> All { get; } =
    [
        ("private-key", ["-----BEGIN "], "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-[^-])*(?:-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----)?"),
        ("aws-access-key", ["AKIA", "ASIA"], @"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
        ("github-token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"], @"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b"),
        ("gitlab-token", ["glpat-"], @"\bglpat-[A-Za-z0-9_-]{20,}"),
        ("slack-token", ["xox"], @"\bxox[abeprs]-[A-Za-z0-9-]{10,}"),
        ("slack-webhook", ["hooks.slack.com"], @"\bhttps://hooks\.slack\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,30}"),
        ("google-api-key", ["AIza"], @"\bAIza[A-Za-z0-9_-]{35}"),
        ("stripe-key", ["k_live_", "k_test_"], @"\b[rs]k_(?:live|test)_[A-Za-z0-9]{20,}\b"),
        ("anthropic-key", ["sk-ant-"], @"\bsk-ant-[A-Za-z0-9_-]{20,}"),
        ("openai-key", ["sk-"], @"\bsk-(?:proj-|svcacct-)[A-Za-z0-9_-]{20,}|\bsk-[A-Za-z0-9]{48}\b"),
        ("npm-token", ["npm_"], @"\bnpm_[A-Za-z0-9]{36}\b"),
        ("pypi-token", ["pypi-AgE"], @"\bpypi-AgE[A-Za-z0-9_-]{50,}"),
        ("sendgrid-key", ["SG."], @"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
        ("azure-storage-key", ["AccountKey="], @"\bAccountKey=[A-Za-z0-9+/]{86}=="),
        ("json-web-token", ["eyJ"], @"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}"),
        ("password-in-address", ["://"], @"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@""'<>]{1,100}:[^\s/:@""'<>]{3,200}@"),
    ];
}
