import type { BuiltFile } from './api/offline';
import { startService } from './service/start';

declare const self: { __WB_MANIFEST: readonly BuiltFile[] };

// The build puts the list of its files here.
startService(self.__WB_MANIFEST);
