package dev.wharf.store.object;

/// The clouds of Azure. Each has addresses of its own, and a token of one is worth nothing in
/// another.
public enum AzureCloud {
    /// Also GCC.
    GLOBAL("blob.core.windows.net", "login.microsoftonline.com", "https://storage.azure.com/"),
    /// GCC High and DoD.
    US_GOVERNMENT(
            "blob.core.usgovcloudapi.net", "login.microsoftonline.us", "https://storage.azure.us/"),
    /// Run by 21Vianet. The resource is the one of the global cloud, as Microsoft's SDK has it.
    CHINA("blob.core.chinacloudapi.cn", "login.chinacloudapi.cn", "https://storage.azure.com/");

    private final String blobSuffix;
    private final String login;
    private final String storageResource;

    AzureCloud(String blobSuffix, String login, String storageResource) {
        this.blobSuffix = blobSuffix;
        this.login = login;
        this.storageResource = storageResource;
    }

    /// Behind the account's name in the host of its blobs.
    public String blobSuffix() {
        return blobSuffix;
    }

    /// Host that gives tokens.
    public String login() {
        return login;
    }

    /// What a token for storage is asked for.
    public String storageResource() {
        return storageResource;
    }
}
